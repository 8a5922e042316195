export const rebate = (cents: number): number => cents - 1;
