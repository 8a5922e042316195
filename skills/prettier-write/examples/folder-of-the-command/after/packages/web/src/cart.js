export const cart = { items: [] };
