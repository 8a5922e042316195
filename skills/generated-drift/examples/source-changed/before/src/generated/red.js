// Made by scripts/generate.mjs; do not edit.
export const red = "#f00";
