/** What the failing command demands beyond the tool's configuration: options that only stand there would be missing from a repair. */
import { findInvocations } from "../command/find-invocations.ts";
import { readOptions, type OptionReading, type OptionRules } from "../command/option-rules.ts";
import type { Argv } from "./contract.ts";
import type { Contract } from "./whole-contract.ts";
import type { Skill } from "./skill.ts";

export type FailingCommand =
  | { readonly ok: true; /** Options that the repair is run with too. */ readonly options: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/**
 * `commands`: the lines of the failed step that the log shows. A skill that runs no program of its own asks nothing of them; a log that shows no
 * command of the tool says nothing of its options.
 */
export function readFailingCommand({ name, contract }: Skill, commands: readonly string[]): FailingCommand {
  const rules = rulesOf(contract);
  if (rules === null) return { ok: true, options: [] };
  const readings = findInvocations(commands.join("\n"), rules.of).map(({ words }) => readOptions(words, rules));
  const unread = readings.find((reading) => !reading.ok);
  if (unread !== undefined) return { ok: false, reason: `${whyNot(unread)}; ${name} would mend it as if the option were not there. Put it into the tool's configuration file, so that every run has it` };
  const ways = new Map(readings.flatMap((reading) => (reading.ok ? [[reading.carried.join(" "), reading.carried] as const] : [])));
  const [options = [], other] = [...ways.values()];
  return other === undefined ? { ok: true, options } : { ok: false, reason: `the failing step runs ${rules.of.join(" and ")} in several ways (${[...ways.keys()].map((way) => way || "without options").join("; ")}): put the options into the tool's configuration file` };
}

function whyNot({ option, because }: Extract<OptionReading, { readonly ok: false }>): string {
  switch (because) {
    case "unknown": return `the failing command has the option ${option}, which the contract does not know`;
    case "value": return `the failing command has ${option}, whose value is not one that is passed on`;
    case "variable": return `the failing command takes options from ${option}, which the log does not show`;
    default: return because satisfies never;
  }
}

interface KnownRules extends Pick<OptionRules, "harmless" | "carried"> { readonly of: readonly string[] }

/** What the contract says, and the options of its own commands: whoever gives those asks for nothing new. Null: options have no bearing on it. */
function rulesOf(contract: Contract): KnownRules | null {
  const own = commandsOf(contract);
  if (own.length === 0 || contract.options === "none matter") return null;
  const { of, harmless = [], carried = [] } = contract.options ?? {};
  const known = own.flatMap((argv) => argv.filter((word) => /^[-+]./.test(word) && !word.includes("{")));
  return { of: of ?? [...new Set(own.map(programOf))], harmless: [...harmless, ...known], carried };
}

/** The commands of a contract that run programs, those of its repair first. */
export function commandsOf({ fix, post_check }: Pick<Contract, "fix" | "post_check">): readonly Argv[] {
  return [...fix, ...post_check].flatMap((command) => (Array.isArray(command) ? [command] : "prints_nothing" in command ? [command.prints_nothing] : []));
}

function programOf([first = "", ...rest]: Argv): string {
  return first === "npx" ? (rest.find((word) => !word.startsWith("-")) ?? first) : first;
}
