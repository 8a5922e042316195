export const cart = { price: 1, tax: 2 };
