/** What must hold of every story, whatever went wrong on the way: it ends as it does when nothing disturbs it, with one of everything, and everything sworn to. */
import { verifyChain } from "../../src/core/ledger/verify-chain.ts";
import type { LedgerEntry } from "../../src/core/ledger/entry.ts";
import { readModLog } from "../../src/core/pull-request/read-mod-log.ts";
import { transition } from "../../src/core/repair/transition.ts";
import type { Phase } from "../../src/core/repair/phase.ts";
import type { Repair } from "../../src/core/repair/repair.ts";
import type { Store } from "../../src/ports/store/store.ts";
import { markerIn } from "./hub/answer.ts";
import type { Draw } from "./draw.ts";
import { REPOSITORY, type Hub } from "./hub/hub.ts";
import type { Ran } from "./simulate.ts";
import type { Workshop } from "./workshop.ts";

/** How a story ended, without what differs from run to run (identifiers, moments, how often something was looked at). */
export interface Ending {
  readonly repairs: readonly string[];
  readonly requests: readonly string[];
  readonly gitHub: readonly string[];
  readonly deliveries: unknown;
}

export interface Judged {
  readonly ending: Ending;
  /** In plain words what does not hold; empty: everything does. */
  readonly broken: readonly string[];
}

/** `expected`: how the same story ends undisturbed; null: this is the undisturbed one. */
export async function judge({ draw, hub, ended, seconds, errors }: Ran, { database }: Workshop, expected: Ending | null): Promise<Judged> {
  const store = database.open();
  const guards = await Promise.all(hub.pulls.map(({ number }) => store.repairs.guards({ repositoryId: REPOSITORY.id, number, most: 50 })));
  const entries: LedgerEntry[] = [];
  for await (const entry of store.ledger.read(1)) entries.push(entry);
  const listed = [...await store.repairs.list({ most: 50 }), ...guards.flat()];
  const repairs = [...listed, ...await unlisted(listed, entries, store)].filter(({ reason }) => !stoodAside.has(reason ?? ""));
  const asked = (await store.requests.list(50)).map(({ state, origin, reason }) => `request by ${origin.kind}: ${state}; ${plainly(reason ?? "")}`);
  const ending: Ending = { repairs: repairs.map(told).toSorted(), requests: asked.toSorted(), gitHub: toldOf(hub), deliveries: { dead: (await store.inbox.count()).dead } };
  const chain = verifyChain(entries);
  const broken = [
    ...(ended ? [] : [`after ${Math.round(seconds)} simulated seconds something is still waiting`]),
    ...(expected === null ? [] : differences(...bothBy(draw, expected, ending))),
    ...twice(hub.created).map((what) => `done twice on GitHub: ${what}`),
    ...twice(entries.filter(({ kind }) => kind === "effect_done").map(({ payload }) => String(payload["key"]))).map((key) => `settled twice: ${key}`),
    ...(chain.holds ? [] : [`the ledger does not hold: ${chain.message}`]),
    ...repairs.flatMap(({ id }) => illegalMoves(entries.filter(({ repair }) => repair === id))),
    ...errors.filter((message) => !/database|connection/i.test(message)).map((message) => `the worker says: ${message}`),
  ];
  return { ending, broken };
}

/** What the crawler opened and what saw at once that nothing was left to do: a guard beside one that a delivery had opened meanwhile, and an onboarding where none is played. */
const stoodAside: ReadonlySet<string> = new Set(["another guard watches this head already", "this server asks no repository"]);

function told({ status, step, phase, violations, attempts, issue, offer, failures, reason }: Repair): string {
  const classes = failures.map(({ failure_class, status: of }) => `${failure_class} ${of}`).join(", ");
  return `${status} at ${step}, in ${phase ?? "no phase"}: ${classes}; violations ${violations}, attempts ${attempts}, issue ${issue !== null}, offer ${offer !== null}; ${plainly(reason ?? "")}`;
}

function plainly(text: string): string {
  return text.replace(/\b[0-9a-f]{12}\b|\bexec_\w+/g, "#").replace(/\d+/g, "#");
}

/** Onboardings, and what watches a log, are in no list: the ledger tells of them. */
async function unlisted(listed: readonly Repair[], entries: readonly LedgerEntry[], store: Store): Promise<readonly Repair[]> {
  const ids = new Set(entries.flatMap(({ kind, repair }) => (kind === "repair_opened" && repair !== null && !listed.some(({ id }) => id === repair) ? [repair] : [])));
  return (await Promise.all([...ids].map((id) => store.repairs.find(id)))).filter((repair) => repair !== null);
}

function toldOf(hub: Hub): readonly string[] {
  const evidence = hub.git.refs.has("regreen/evidence") ? Object.keys(hub.git.files("regreen/evidence")).map((path) => path.split("/").slice(1).join("/")) : [];
  return [
    ...hub.pulls.map(({ state, merged, base, labels }) => `pull ${state} ${merged ? "merged" : "not merged"} into ${base}${state === "open" || merged ? ` [${labels.join()}]` : ""}`),
    ...hub.comments.map(({ body, author, reactions }) => `comment of ${author} [${reactions.join()}] ${body.replace(/(?:req|fix)_\w+|#\d+|\/\d+|\b[0-9a-f]{12}\b/g, "…")}`),
    ...hub.issues.map(({ state, labels, title, body }) => `issue ${state} [${labels.join()}] ${title} ${markerIn(body)}`),
    ...evidence.map((path) => `evidence ${path}`),
    ...hub.runs.filter(({ event }) => event === "workflow_dispatch").map(({ status, conclusion }) => `fix job ${status} ${conclusion ?? ""}`),
    ...[...hub.git.refs.keys()].map((branch) => `branch ${branch.replace(/fix_\w+/, "fix")}`),
    ...modLogOf(hub.git.files("main")["ModLog.md"]),
    ...[...hub.chat.values()].map((said) => `chat ${plainly(said.replace(/fix_\w+|https:\S+|\d{4}-[\dT:.-]+Z/g, "…"))}`),
    ...Object.entries(hub.git.files("main")).filter(([path]) => path !== "ModLog.md").map(([path, text]) => `main ${path}: ${text}`),
  ].toSorted();
}

/** Its entries bear identifiers and moments: they are counted, and what people wrote is looked for. */
function modLogOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`ModLog with ${readModLog(text).length} entries of ours${text.includes("Somebody wrote this.") ? " and somebody else's" : ""}`];
}

/** A process that starts after the clock was set cannot know how long a merge commit's checks have been awaited: it may call their outcome unknown. */
function bothBy(draw: Draw, expected: Ending, found: Ending): [Ending, Ending] {
  const isSet = [...draw.acts.values()].flat().some(({ kind }) => kind === "clock-set");
  // A repository that is set up while the crawler looks is told of what failed there before.
  const crawled = draw.crawls && draw.plot.beside === "onboarding";
  // Whoever comes first opens the guard of a head; the delivery may come hours after the crawler, when nothing is left to guard.
  const guarded = draw.crawls && draw.plot.guarded !== null;
  const repairsOf = ({ repairs }: Ending): readonly string[] => {
    if (crawled) return repairs.filter((line) => !line.endsWith("its new head has runs of its own"));
    if (guarded) return [...new Set(repairs)];
    return isSet ? repairs.map((line) => line.replace(/checks afterwards: \w+/, "checks afterwards: any")) : repairs;
  };
  const known = (ending: Ending): Ending => ({ ...ending, repairs: repairsOf(ending) });
  return [known(expected), known(found)];
}

function differences(expected: Ending, found: Ending): readonly string[] {
  const apart = (what: string, wanted: readonly string[], got: readonly string[]): readonly string[] => [
    ...minus(wanted, got).map((line) => `${what}, missing: ${line}`), ...minus(got, wanted).map((line) => `${what}, unexpected: ${line}`),
  ];
  return [
    ...apart("repairs", expected.repairs, found.repairs), ...apart("requests", expected.requests, found.requests), ...apart("GitHub", expected.gitHub, found.gitHub),
    ...(JSON.stringify(expected.deliveries) === JSON.stringify(found.deliveries) ? [] : [`deliveries: ${JSON.stringify(found.deliveries)}`]),
  ];
}

function minus(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return lines.filter((line) => {
    const place = left.indexOf(line);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

function twice(all: readonly string[]): readonly string[] {
  return [...new Set(all.filter((one, index) => all.indexOf(one) !== index))];
}

function illegalMoves(entries: readonly LedgerEntry[]): readonly string[] {
  const broken: string[] = [];
  let at: Phase | null = null;
  for (const { kind, phase } of entries) {
    if (kind === "phase_refused") broken.push(`a move was refused in ${at ?? "no phase"}`);
    if (kind !== "phase_entered" && kind !== "backtracked") continue;
    if (phase === null || transition(at, phase) !== (kind === "phase_entered" ? "forward" : "back")) broken.push(`an illegal move from ${at ?? "no phase"} to ${phase ?? "nothing"}`);
    at = phase;
  }
  return broken;
}
