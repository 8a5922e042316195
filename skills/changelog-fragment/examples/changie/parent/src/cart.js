export const rebate = 0;
