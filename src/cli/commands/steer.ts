/** `regreen approve | reject | pause | resume | escalate | abort | request-changes | rerun | waive | mode | retry`: the verbs of comments, with the operator as the one who asks. */
import { quoted } from "../../core/request/quote-word.ts";
import { verbs } from "../../core/request/verbs.ts";
import { readArguments } from "../arguments.ts";
import type { Command } from "../command.ts";
import { ask } from "../requests/ask.ts";

export type SteeringVerb = "approve" | "reject" | "pause" | "resume" | "escalate" | "abort" | "request-changes" | "rerun" | "waive" | "mode" | "retry";

interface Manner { readonly words: string; readonly example: string; readonly least: number; readonly most: number; readonly own: readonly string[] }

const ofRepair = (verb: string, reason: string): Manner => ({
  words: `${verb === "approve" || verb === "reject" ? "<fix> | <request>" : "<fix>"} [<reason>]`, example: `regreen ${verb} fix_20261120_213000_k3f9 "${reason}"`, least: 1, most: 60, own: [],
});

const manners: Readonly<Record<SteeringVerb, Manner>> = {
  approve: ofRepair("approve", "read, and it is right"),
  reject: ofRepair("reject", "we drop this file"),
  "request-changes": { ...ofRepair("request-changes", "keep the old name too"), words: "<fix> <reason>", least: 2 },
  pause: ofRepair("pause", "until the release is out"),
  resume: ofRepair("resume", "the release is out"),
  escalate: ofRepair("escalate", "it needs a person"),
  abort: ofRepair("abort", "started by mistake"),
  rerun: { words: "--repo <owner/name> [--number <pull>]", example: "regreen rerun --repo octo/hello --number 7", least: 0, most: 0, own: [] },
  waive: { words: "<rule> --reason <why> --until <day>\n       --repo <owner/name> --number <pull>", example: "regreen waive diff-size --reason \"generated code\" --until 2026-12-01 --repo octo/hello --number 7", least: 1, most: 1, own: ["reason", "until"] },
  retry: { words: "<skill> <reason> --repo <owner/name>", example: "regreen retry eslint-fix \"its plugin was broken, and is mended\" --repo octo/hello", least: 1, most: 60, own: [] },
  mode: { words: "[normal|research|code|ops] --repo <owner/name>", example: "regreen mode code --repo octo/hello", least: 0, most: 1, own: ["reason"] },
};

const options = {
  repo: { type: "string" }, number: { type: "string" }, reason: { type: "string" }, until: { type: "string" }, "dry-run": { type: "boolean" }, wait: { type: "string", default: "10" }, json: { type: "boolean" }, database: { type: "string" },
} as const;

/** As the list of commands shows it. */
export function summaryOf(verb: SteeringVerb): string {
  return verbs[verb].does.replaceAll("`", "").split(/[;:]/, 1)[0] ?? "";
}

export function steerCommand(verb: SteeringVerb): Command {
  const { words, least, most, own } = manners[verb];
  return {
    name: verb, summary: summaryOf(verb), usage: usageOf(verb, words),
    async run(argv, io) {
      const { values, positionals } = readArguments(argv, { command: verb, options, positionals: { least, most } });
      const named = own.flatMap((name) => { const value = name === "reason" ? values.reason : values.until; return value === undefined ? [] : [`--${name}`, quoted(value)]; });
      const reason = own.length === 0 && values.reason !== undefined ? ["--reason", quoted(values.reason)] : [];
      const line = [verb, ...positionals.map(quoted), ...named, ...reason].join(" ");
      return ask({ lines: [line], repo: values.repo, number: values.number, dryRun: values["dry-run"] === true, wait: values.wait, json: values.json === true, database: values.database }, io);
    },
  };
}

function usageOf(verb: SteeringVerb, words: string): string {
  return `
Usage: regreen ${verb} ${words}
       [--dry-run] [--wait <seconds>] [--json] [--database <file | url>]

${sentence(verbs[verb].does.replaceAll("`", ""))}
The serving process does it; it is sworn to in the ledger, with the name of your account.

  --repo <owner/name>       where; not needed for a repair's id, or if there is but one
  --number <n>              the pull request or issue that is talked of
  --reason <why>            kept, and shown
  --dry-run                 only say what would be done
  --wait <seconds>          wait for the answer so long (10; 0: do not)
  --json                    the request with its outcome, one JSON object
  --database <file | url>   the App's store; by default DATABASE_URL, or regreen.db in
                            the state folder

Example:
  ${manners[verb].example}

Exit codes: 0 asked, or done · 1 not done (the answer says why) · 2 usage
`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
