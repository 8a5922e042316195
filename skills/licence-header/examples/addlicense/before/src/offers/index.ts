export const offers: string[] = [];
