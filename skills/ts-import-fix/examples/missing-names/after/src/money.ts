export interface Price { readonly cents: number }
export const euro = (cents: number): string => `${cents / 100} €`;
