export const rebate = 5;
