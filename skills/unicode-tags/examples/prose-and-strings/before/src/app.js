// [U+2705] means done
export const done = "[U+2705] done";
export const both = `${done} [U+1F310][U+2014]`;
