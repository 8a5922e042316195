import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { UsageError } from "./usage-error.ts";

/** Options as node:util parseArgs takes them, and how many words may stand beside them. */
export interface ArgumentRules<Options extends ParseArgsOptionsConfig> {
  readonly command: string;
  readonly options: Options;
  readonly positionals: { readonly least: number; readonly most: number };
}

/** Reads a command's arguments strictly: an unknown option, a missing value or a word too many is a UsageError that names it. */
export function readArguments<const Options extends ParseArgsOptionsConfig>(argv: readonly string[], rules: ArgumentRules<Options>) {
  const parsed = parse(argv, rules);
  const { least, most } = rules.positionals;
  const count = parsed.positionals.length;
  const remedy = `See: regreen ${rules.command} --help`;
  if (count < least) throw new UsageError(`regreen ${rules.command} needs ${least === 1 ? "a word" : `${least} words`} more than its options`, remedy);
  if (count > most) throw new UsageError(`regreen ${rules.command} does not know what to do with "${parsed.positionals[most] ?? ""}"`, remedy);
  return parsed;
}

function parse<const Options extends ParseArgsOptionsConfig>(argv: readonly string[], rules: ArgumentRules<Options>) {
  try {
    return parseArgs({ args: [...argv], options: rules.options, allowPositionals: true, strict: true });
  } catch (error) {
    const why = error instanceof Error ? firstSentence(error.message) : String(error);
    throw new UsageError(why, `See: regreen ${rules.command} --help`);
  }
}

function firstSentence(text: string): string {
  return text.split(". ")[0] ?? text;
}
