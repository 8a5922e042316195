// Made by scripts/generate.mjs; do not edit.
export const blue = "#00f";
