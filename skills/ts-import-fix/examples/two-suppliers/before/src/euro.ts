export const format = (cents: number): string => `${cents / 100} €`;
