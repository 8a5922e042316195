// Made by scripts/generate.mjs; do not edit.
export const green = "#0f0";
