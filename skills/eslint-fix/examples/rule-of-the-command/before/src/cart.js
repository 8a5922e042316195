var cart = [];
export { cart };
