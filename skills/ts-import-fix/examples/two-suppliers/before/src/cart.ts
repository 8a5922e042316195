export const shown = format(1);
