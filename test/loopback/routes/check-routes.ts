/** Check runs and check suites. Only the App that made a check run may change it. */
import { appOf } from "../auth/identity.ts";
import { needs } from "../auth/permit.ts";
import { HttpProblem, invalid, notFound } from "../http/http-problem.ts";
import { presentAnnotation, presentCheckRun, presentCheckRunEvent, presentCheckSuite } from "../present/check.ts";
import type { App } from "../state/app.ts";
import type { CheckAnnotation, CheckRun, CheckStatus, CheckSuite, Conclusion } from "../state/check.ts";
import { latestCheckRuns } from "../state/find.ts";
import { fullNameOf } from "../state/repository.ts";
import type { EventName } from "../webhooks/event-names.ts";
import { commitOr404 } from "./repository-routes.ts";
import { created, ok, pageOf, type Answer, type Call, type Route } from "./route.ts";

const pathOf = (call: Call, rest: string): string => `/repos/${fullNameOf(call.repository)}/${rest}`;

function runOf(call: Call): CheckRun {
  const id = call.number("check_run_id");
  const run = call.repository.checkRuns.find((one) => one.id === id);
  if (run === undefined) throw notFound();
  return run;
}

function suiteOf(call: Call): CheckSuite {
  const id = call.number("check_suite_id");
  const suite = call.repository.checkSuites.find((one) => one.id === id);
  if (suite === undefined) throw notFound();
  return suite;
}

function fire(call: Call, name: EventName, run: CheckRun): void {
  const { hub, repository } = call;
  hub.webhooks.fire({ name, repository, sender: call.actor, content: { check_run: presentCheckRunEvent(hub, repository, run) } });
}

function callerApp(call: Call): App {
  const app = appOf(call.identity);
  if (app === null) throw new HttpProblem(403, "You must authenticate via a GitHub App.");
  return app;
}

async function suiteFor(call: Call, app: App, sha: string): Promise<CheckSuite> {
  const known = call.repository.checkSuites.find((suite) => suite.app === app && suite.headSha === sha);
  if (known !== undefined) return known;
  const now = call.hub.now();
  const headCommit = await commitOr404(call, sha);
  const branch = (await call.repository.git.refs("refs/heads/")).find((ref) => ref.sha === sha)?.name.slice("refs/heads/".length) ?? null;
  const suite: CheckSuite = {
    id: call.hub.state.nextId("suite"), app, headSha: sha, headCommit, headBranch: branch, before: null, after: sha, status: "queued", conclusion: null, createdAt: now, updatedAt: now,
  };
  call.repository.checkSuites.push(suite);
  return suite;
}

async function createRun(call: Call): Promise<Answer> {
  const { hub, repository } = call;
  const app = callerApp(call);
  const { sha } = await commitOr404(call, call.text("head_sha") ?? "");
  const suite = await suiteFor(call, app, sha);
  const run: CheckRun = {
    id: hub.state.nextId("check"), suite, app, name: call.text("name") ?? "", headSha: sha, externalId: "", detailsUrl: null, status: "queued", conclusion: null, startedAt: hub.now(), completedAt: null,
    output: { title: null, summary: null, text: null }, annotations: [],
  };
  change(call, run);
  repository.checkRuns.push(run);
  settleSuite(call, suite);
  fire(call, "check-run-created", run);
  if (run.status === "completed") fire(call, "check-run-completed", run);
  return created(presentCheckRun(hub, repository, run));
}

function updateRun(call: Call): Answer {
  const run = runOf(call);
  const app = callerApp(call);
  if (run.app !== app) throw new HttpProblem(403, `Invalid app_id \`${app.id}\` - check run can only be modified by the GitHub App that created it.`);
  const before = run.status;
  change(call, run);
  settleSuite(call, run.suite);
  if (run.status === "completed" && before !== "completed") fire(call, "check-run-completed", run);
  return ok(presentCheckRun(call.hub, call.repository, run));
}

/** Takes over what the body says. A conclusion completes the run, by itself. */
function change(call: Call, run: CheckRun): void {
  const { body } = call;
  run.name = call.text("name") ?? run.name;
  run.externalId = call.text("external_id") ?? run.externalId;
  run.detailsUrl = call.text("details_url") ?? run.detailsUrl;
  const conclusion = call.text("conclusion") as Conclusion | null;
  const status = conclusion === null ? (call.text("status") as CheckStatus | null) : "completed";
  if (status === "completed" && conclusion === null && run.conclusion === null) throw invalid("CheckRun", "conclusion", "conclusion is required when status is completed");
  if (status !== null) {
    run.status = status;
    run.conclusion = status === "completed" ? (conclusion ?? run.conclusion) : null;
    run.completedAt = status === "completed" ? new Date(call.text("completed_at") ?? call.hub.now()) : null;
  }
  run.startedAt = new Date(call.text("started_at") ?? run.startedAt);
  const output = body["output"];
  if (typeof output === "object" && output !== null) takeOutput(run, output as Readonly<Record<string, unknown>>);
}

function takeOutput(run: CheckRun, output: Readonly<Record<string, unknown>>): void {
  const text = (name: string): string | null => (typeof output[name] === "string" ? output[name] : null);
  for (const name of ["summary", "text"]) if ((text(name) ?? "").length > 65_535) throw invalid("CheckRun", name, "Only 65535 characters are allowed");
  run.output = { title: text("title") ?? run.output.title, summary: text("summary") ?? run.output.summary, text: text("text") ?? run.output.text };
  const annotations = (Array.isArray(output["annotations"]) ? output["annotations"] : []) as Partial<CheckAnnotation>[];
  if (annotations.length > 50) throw invalid("CheckRun", "annotations", "no more than 50 annotations are allowed");
  run.annotations.push(...annotations.map((one) => ({
    path: one.path ?? "", start_line: one.start_line ?? 1, end_line: one.end_line ?? 1, start_column: one.start_column ?? null, end_column: one.end_column ?? null,
    annotation_level: one.annotation_level ?? "notice", title: one.title ?? null, message: one.message ?? "", raw_details: one.raw_details ?? null,
  })));
}

/** A suite is what its latest check runs are, together. */
function settleSuite(call: Call, suite: CheckSuite): void {
  const runs = latestCheckRuns(call.repository, suite.headSha).filter((run) => run.suite === suite);
  const done = runs.every((run) => run.status === "completed");
  const was = suite.status;
  const bad = (["failure", "timed_out", "action_required", "cancelled"] as const).find((one) => runs.some((run) => run.conclusion === one));
  Object.assign(suite, { status: done ? "completed" : "in_progress", conclusion: done ? (bad ?? "success") : null, updatedAt: call.hub.now() });
  if (!done || was === "completed") return;
  const { hub, repository } = call;
  hub.webhooks.fire({ name: "check-suite-completed", repository, sender: call.actor, content: { check_suite: presentCheckSuite(hub, repository, suite) } });
}

function answerRuns(call: Call, path: string, runs: readonly CheckRun[]): Answer {
  const name = call.query.get("check_name");
  const status = call.query.get("status");
  const appId = call.query.get("app_id");
  const found = runs.filter((run) => (name === null || run.name === name) && (status === null || run.status === status) && (appId === null || String(run.app.id) === appId)).toReversed();
  const { items, headers } = pageOf(call, path, found);
  return { ...ok({ total_count: found.length, check_runs: items.map((run) => presentCheckRun(call.hub, call.repository, run)) }), headers };
}

async function listForRef(call: Call): Promise<Answer> {
  const { sha } = await commitOr404(call, call.param("ref"));
  const all = call.query.get("filter") === "all";
  return answerRuns(call, pathOf(call, `commits/${sha}/check-runs`), all ? call.repository.checkRuns.filter((run) => run.headSha === sha) : latestCheckRuns(call.repository, sha));
}

function listForSuite(call: Call): Answer {
  const suite = suiteOf(call);
  return answerRuns(call, pathOf(call, `check-suites/${suite.id}/check-runs`), call.repository.checkRuns.filter((run) => run.suite === suite));
}

async function listSuites(call: Call): Promise<Answer> {
  const { sha } = await commitOr404(call, call.param("ref"));
  const found = call.repository.checkSuites.filter((suite) => suite.headSha === sha && (call.query.get("app_id") === null || String(suite.app.id) === call.query.get("app_id")));
  const { items, headers } = pageOf(call, pathOf(call, `commits/${sha}/check-suites`), found);
  return { ...ok({ total_count: found.length, check_suites: items.map((suite) => presentCheckSuite(call.hub, call.repository, suite)) }), headers };
}

function listAnnotations(call: Call): Answer {
  const run = runOf(call);
  const { items, headers } = pageOf(call, pathOf(call, `check-runs/${run.id}/annotations`), run.annotations);
  return { ...ok(items.map((annotation) => presentAnnotation(call.hub, call.repository, { run, annotation }))), headers };
}

function rerequest(call: Call): Answer {
  const run = runOf(call);
  fire(call, "check-run-rerequested", run);
  return created({});
}

export const checkRoutes: readonly Route[] = [
  { operation: "checks/create", need: needs.write("checks"), handle: createRun },
  { operation: "checks/update", need: needs.write("checks"), handle: updateRun },
  { operation: "checks/get", need: needs.read("checks"), handle: (call) => ok(presentCheckRun(call.hub, call.repository, runOf(call))) },
  { operation: "checks/list-for-ref", need: needs.read("checks"), handle: listForRef },
  { operation: "checks/list-for-suite", need: needs.read("checks"), handle: listForSuite },
  { operation: "checks/get-suite", need: needs.read("checks"), handle: (call) => ok(presentCheckSuite(call.hub, call.repository, suiteOf(call))) },
  { operation: "checks/list-suites-for-ref", need: needs.read("checks"), handle: listSuites },
  { operation: "checks/list-annotations", need: needs.read("checks"), handle: listAnnotations },
  { operation: "checks/rerequest-run", need: needs.write("checks"), handle: rerequest },
];
