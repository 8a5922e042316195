export interface Price { readonly cents: number }
export type Cents = number;
export const euro = (cents: Cents): string => `${cents / 100} €`;
