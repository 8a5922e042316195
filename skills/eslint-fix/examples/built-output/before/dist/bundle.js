var answer = 42;
export { answer };
