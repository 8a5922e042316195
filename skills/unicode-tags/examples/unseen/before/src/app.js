export const mark = "[U+202E]";
