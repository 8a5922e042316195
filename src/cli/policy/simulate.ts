/** `regreen policy simulate --since 30d`: the history of a repository, put to a policy: what it would have allowed and denied, and why. Nothing is written. */
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { after } from "../../core/identity/timestamp.ts";
import type { Answer } from "../../core/policy/verdict.ts";
import type { PullRequest } from "../../ports/github.ts";
import type { Io } from "../command.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { openProgress } from "../progress.ts";
import { plainText } from "../plain-text.ts";
import { textTable } from "../text-table.ts";
import { UsageError } from "../usage-error.ts";
import { judgePull } from "./judge-pull.ts";
import { openRepository } from "./open-repository.ts";
import { secondsOf, type PolicyOptions } from "./options.ts";
import { readInForce } from "./read-policies.ts";

interface Simulated {
  readonly pull: number;
  readonly title: string;
  readonly outcome: "merged" | "closed" | "open";
  readonly answer: Answer;
  /** Rules that deny, or else wait. */
  readonly because: readonly { readonly rule: string; readonly facts: readonly string[] }[];
}

const AT_A_TIME = 4;

export async function simulate(options: PolicyOptions, io: Io): Promise<ExitCode> {
  const opened = await openRepository(options.repo, io);
  const at = systemClock.now();
  const [inForce, pulls] = await Promise.all([
    readInForce(opened, options.policies, io),
    opened.context.policyReader?.pullsSince(opened.repository, after(at, -secondsOf(options.since)), wholeNumber(options.most)) ?? [],
  ]);
  const simulated: Simulated[] = [];
  const progress = openProgress(io);
  progress.begin(() => `judging pull request ${Math.min(simulated.length + 1, pulls.length)} of ${pulls.length}`);
  for (let start = 0; start < pulls.length; start += AT_A_TIME) {
    simulated.push(...(await Promise.all(pulls.slice(start, start + AT_A_TIME).map(async (pull) => describe(pull, await judgePull(opened, inForce, { pull, baseHead: pull.baseSha, at, past: true }))))));
  }
  progress.end();
  const packs = inForce.packs.map(({ name, sha256 }) => ({ name, sha256 }));
  io.stdout.write(options.json ? `${JSON.stringify({ version: 1, repo: opened.repository.name, since: after(at, -secondsOf(options.since)), packs, totals: totalsOf(simulated), rules: rulesOf(simulated), pulls: simulated }, null, 2)}\n` : textOf(simulated, packs.map(({ name }) => name)));
  return exitCode.done;
}

function describe(pull: PullRequest, { verdict }: Awaited<ReturnType<typeof judgePull>>): Simulated {
  const holding = verdict.rules.filter(({ answer }) => verdict.answer !== "allow" && answer === verdict.answer);
  return {
    pull: pull.number, title: pull.title, outcome: pull.merged ? "merged" : pull.state, answer: verdict.answer,
    because: holding.map(({ pack, rule, facts }) => ({ rule: `${pack}/${rule}`, facts })),
  };
}

function totalsOf(all: readonly Simulated[]): Readonly<Record<Answer | "merged_though_denied", number>> {
  const count = (wanted: Answer): number => all.filter(({ answer }) => answer === wanted).length;
  return { allow: count("allow"), deny: count("deny"), wait: count("wait"), merged_though_denied: all.filter(({ answer, outcome }) => answer === "deny" && outcome === "merged").length };
}

/** How many pull requests each rule holds up, most first. */
function rulesOf(all: readonly Simulated[]): readonly { readonly rule: string; readonly pulls: number }[] {
  const counts = new Map<string, number>();
  for (const { rule } of all.flatMap(({ because }) => because)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].map(([rule, pulls]) => ({ rule, pulls })).toSorted((one, other) => other.pulls - one.pulls || (one.rule < other.rule ? -1 : 1));
}

function textOf(all: readonly Simulated[], packs: readonly string[]): string {
  if (all.length === 0) return "No pull request was touched in that time.\n";
  const { allow, deny, wait, merged_though_denied: slipped } = totalsOf(all);
  const rows = all.map(({ pull, outcome, answer, because, title }) => [`#${pull}`, outcome, answer, because.map(({ rule }) => rule).join(", ") || "-", title.slice(0, 50)]);
  const rules = rulesOf(all).map(({ rule, pulls }) => `  ${rule}: ${pulls} of ${all.length} pull requests\n`).join("");
  return plainText(`${packs.join(", ")} over ${all.length} pull requests: ${allow} allowed, ${deny} denied, ${wait} would wait; ${slipped} of the denied were merged.
What is not known any more (a report that is gone, mergeability) makes its rule wait.

${textTable([["pull", "outcome", "answer", "because of", "title"], ...rows])}${rules === "" ? "" : `\n${rules}`}`);
}

function wholeNumber(text: string): number {
  if (!/^[1-9][0-9]{0,3}$/.test(text)) throw new UsageError(`--most takes a whole number from 1 to 9999, not "${text}"`, "See: regreen policy --help");
  return Number(text);
}
