/** The step of an onboarding: looks at the repository, reads the logs of what failed lately, a few at a time, and asks once; core decides. */
import { configurationPath } from "../../core/configuration/configuration-path.ts";
import { readOrganisationLayer } from "../../core/configuration/organisation-layer.ts";
import type { Decision } from "../../core/repair/decision.ts";
import { fixWorkflowPath } from "../../core/repair/fix-run.ts";
import type { Repair, Repository } from "../../core/repair/repair.ts";
import { decideAnswer, decideAsk, decideRead, decideSilent, decideSurvey, leftUnread, outOfTime, whySilent, type Standing } from "../../core/onboarding/decide-onboarding.ts";
import { onboardingBranch } from "../../core/onboarding/onboarding.ts";
import { isOwnBranch } from "../../core/event/own-branch.ts";
import type { StepContext } from "./context.ts";
import { readAccounts } from "./read-accounts.ts";
import { readOffer } from "./read-offer.ts";

/** Runs that are looked at: mission row G1's "last runs". */
const MOST_RUNS = 50;

type Asking = NonNullable<StepContext["onboarding"]>;

export async function onboard(repair: Repair, lost: AbortSignal, context: StepContext): Promise<Decision> {
  const { onboarding: asking, clock } = context;
  if (asking === undefined) return decideSilent(repair, "this server asks no repository", clock.now());
  if (repair.offer !== null) return answer(repair, context);
  if (repair.onboarding === undefined) return survey(repair, asking, context);
  if (repair.onboarding.unread.length === 0) return askFor(repair, asking, context);
  const accounts = outOfTime(repair, clock.now()) ? leftUnread(repair, clock.now()) : await readAccounts(repair, lost, context);
  return decideRead(repair, accounts, clock.now());
}

async function survey(repair: Repair, asking: Asking, context: StepContext): Promise<Decision> {
  const { repository } = repair.subject;
  const standing = await readStanding(repository, asking, context);
  const silent = whySilent(standing);
  if (silent !== null || standing === null) return decideSilent(repair, silent ?? "", context.clock.now());
  const runs = (await asking.reader.endedRuns(repository, MOST_RUNS)).filter(({ path, headBranch }) => path !== fixWorkflowPath && !isOwnBranch(headBranch ?? ""));
  const failed = runs.filter(({ conclusion }) => conclusion === "failure" || conclusion === "timed_out");
  return decideSurvey(repair, { standing, looked: runs.length, failed }, context.clock.now());
}

async function readStanding(repository: Repository, { reader: asked }: Asking, { reader, policyReader }: StepContext): Promise<Standing | null> {
  const found = await asked.standing(repository);
  if (found === null) return null;
  const named = { ...repository, default_branch: found.defaultBranch };
  const head = await reader.branchHead(named, found.defaultBranch);
  if (head === null) return { ...found, head, configured: false, organisation: null, asked: [] };
  const [file, above, pulls] = await Promise.all([
    reader.file(named, configurationPath, found.defaultBranch), named.name.endsWith("/.github") ? null : policyReader?.organisationFile(named, configurationPath), asked.pullsEver(named, onboardingBranch),
  ]);
  const layer = above == null ? null : readOrganisationLayer(above);
  const organisation = layer?.ok === true ? { enabled: layer.layer.configuration.enabled, dryRun: layer.layer.configuration.dry_run } : null;
  return { ...found, head, configured: file !== null, organisation, asked: pulls };
}

/** The repository may have moved while the logs were read: what is asked is what stands now. */
async function askFor(repair: Repair, asking: Asking, context: StepContext): Promise<Decision> {
  const standing = await readStanding(repair.subject.repository, asking, context);
  const silent = whySilent(standing);
  if (silent !== null || standing === null || standing.head === null) return decideSilent(repair, silent ?? "", context.clock.now());
  const offer = await readOffer(repair, standing.head, { asking, context });
  return decideAsk(repair, { ...offer, head: standing.head }, context.clock.now());
}

async function answer(repair: Repair, { reader, store, clock }: StepContext): Promise<Decision> {
  const { repository } = repair.subject;
  const number = repair.offer?.number ?? null;
  const [receipts, unfinished, pull] = await Promise.all([
    store.outbox.receipts(repair.id), store.outbox.unfinished(repair.id), number === null ? null : reader.pullRequest(repository, number),
  ]);
  return decideAnswer(repair, { receipts: receipts.map(({ receipt }) => receipt), unfinished: unfinished.length, pull }, clock.now());
}
