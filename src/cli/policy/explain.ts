/** `regreen policy explain <pull>`: why the gate says what it says, from GitHub as it stands, or from what was sworn to. */
import { systemClock } from "../../adapters/clock/system-clock.ts";
import { timestamp } from "../../core/identity/timestamp.ts";
import { SwornVerdict } from "../../core/repair/swear-verdict.ts";
import type { Io } from "../command.ts";
import { exitCode, type ExitCode } from "../exit-code.ts";
import { openLedgerStore } from "../ledger/open-ledger-store.ts";
import { plainText } from "../plain-text.ts";
import { UsageError } from "../usage-error.ts";
import { judgePull } from "./judge-pull.ts";
import { openRepository } from "./open-repository.ts";
import type { PolicyOptions } from "./options.ts";
import { readInForce } from "./read-policies.ts";
import { verdictText } from "./verdict-text.ts";

/** Exit code 0 where it may be merged, 3 where not (yet). */
export async function explain(word: string | undefined, options: PolicyOptions, io: Io): Promise<ExitCode> {
  const number = pullNumber(word);
  if (options.database !== undefined) return explainSworn(number, { ...options, database: options.database }, io);
  const opened = await openRepository(options.repo, io);
  const [pull, inForce] = await Promise.all([opened.context.reader.pullRequest(opened.repository, number), readInForce(opened, options.policies, io)]);
  const baseHead = pull === null ? null : await opened.context.reader.branchHead(opened.repository, pull.baseBranch);
  if (pull === null || baseHead === null) throw new UsageError(`There is no pull request #${number} in ${opened.repository.name}, or its base branch is gone`, "See: regreen policy --help");
  const { verdict, facts, sbom } = await judgePull(opened, inForce, { pull, baseHead, at: systemClock.now(), past: pull.state === "closed" });
  const own = pull.headBranch.startsWith("regreen/") && pull.headRepositoryId === opened.repository.id;
  io.stdout.write(options.json ? `${JSON.stringify({ version: 1, repo: opened.repository.name, pull: number, verdict, facts, sbom }, null, 2)}\n` : verdictText(verdict));
  if (own && !options.json) io.stderr.write("regreen: a pull request of Regreen's own: what its evidence proves is judged by the App alone. --database shows the verdict that was sworn to.\n");
  return verdict.answer === "allow" ? exitCode.done : exitCode.refused;
}

/** The last verdict of the App on this pull request. */
async function explainSworn(number: number, { database, repo, json }: PolicyOptions & { readonly database: string }, io: Io): Promise<ExitCode> {
  if (repo === undefined) throw new UsageError("Several repositories may share a database", "Name one with --repo owner/name.");
  const { store } = await openLedgerStore(database === "" ? undefined : database, io);
  try {
    const entries = await store.ledger.verdicts({ repo, since: timestamp(0), most: MOST_VERDICTS });
    const found = entries.map(({ at, seq, payload }) => ({ at, seq, sworn: SwornVerdict.safeParse(payload).data })).find(({ sworn }) => sworn?.pull === number);
    if (found?.sworn === undefined) throw new UsageError(`Nothing was sworn to about #${number} of ${repo}`, "The App has not judged it, or it is older than the entries that are looked through.");
    const { at, seq, sworn } = found;
    io.stdout.write(json ? `${JSON.stringify({ version: 1, repo, pull: number, at, seq, sworn }, null, 2)}\n` : swornText({ at, seq, sworn }));
    return sworn.answer === "allow" ? exitCode.done : exitCode.refused;
  } finally {
    await store.close();
  }
}

const MOST_VERDICTS = 20_000;

function swornText({ at, seq, sworn }: { readonly at: string; readonly seq: number; readonly sworn: SwornVerdict }): string {
  const rules = sworn.rules.map(({ pack, rule, answer, set_aside, facts }) => `  ${pack}/${rule}: ${answer}${set_aside === null ? "" : ` (${set_aside})`}\n${facts.map((fact) => `      ${fact}\n`).join("")}`).join("");
  return plainText(`${sworn.answer}: ${sworn.summary}\nsworn to at ${at}, ledger entry ${seq}; head ${sworn.head_sha?.slice(0, 12) ?? "none"}, base ${sworn.base_sha.slice(0, 12)}\n${rules}`);
}

function pullNumber(word: string | undefined): number {
  if (word === undefined || !/^#?[1-9][0-9]{0,8}$/.test(word)) throw new UsageError("regreen policy explain needs the number of a pull request", "Example: regreen policy explain 42");
  return Number(word.replace("#", ""));
}
