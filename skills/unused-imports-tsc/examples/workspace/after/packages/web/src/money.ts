export interface Price { readonly cents: number }
export const vat = 0.2;
export const euro = (cents: number): string => `${cents / 100} €`;
export const dollar = (cents: number): string => `$${cents / 100}`;
