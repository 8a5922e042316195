export const rebate = 2;
