/** Less. */
export const rebate = 2;
