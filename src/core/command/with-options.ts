import type { Argv } from "../skill/contract.ts";

export const optionsPlaceholder = "{options}";

/** The command with the options that the failing one had in place of `{options}`; without any, the word is left out. */
export function withOptions(argv: Argv, options: readonly string[] = []): Argv {
  return argv.flatMap((word) => (word === optionsPlaceholder ? [...options] : [word]));
}
