// the address comes later
export const shop = "open";
