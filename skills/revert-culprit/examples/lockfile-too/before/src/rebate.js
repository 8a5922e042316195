export const rebate = 1;
