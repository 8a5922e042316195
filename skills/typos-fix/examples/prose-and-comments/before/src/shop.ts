// the adress comes later
export const shop = "open";
