import { describe, expect, test } from "@jest/globals";
import { admit } from "../../../src/core/event/admit.ts";
import { checkRun, envelope, facts, sha, status, workflowRun } from "./deliveries.ts";

const plan = `plan_${"a".repeat(64)}`;

describe("a red workflow run", () => {
  test("on a branch of the same repository opens one repair under a key of its own", () => {
    const { opens, entries, ignored } = admit({ name: "workflow_run", payload: workflowRun() }, facts);
    expect(ignored).toBeNull();
    expect(opens).toMatchObject([{
      key: `7:${sha}:run:900:1`, due: facts.now,
      repair: {
        id: "fix_20261120_213000_k3f9", step: "diagnose", phase: null, status: "pending",
        subject: { repository: { id: 7, name: "octo/hello", installation_id: 42, default_branch: "main" }, branch: "main", head_sha: sha, pull_request: null, source: { workflow: ".github/workflows/ci.yml" } },
      },
    }]);
    expect(entries).toMatchObject([{ kind: "repair_opened", repair: "fix_20261120_213000_k3f9" }]);
  });

  test("of a pull request of the same repository keeps its number", () => {
    const pull = { number: 12, base: { repo: { id: 7 } } };
    const { opens } = admit({ name: "workflow_run", payload: workflowRun({ event: "pull_request", head_branch: "topic", pull_requests: [{ number: 3, base: { repo: { id: 8 } } }, pull] }) }, facts);
    expect(opens[0]?.repair.subject).toMatchObject({ branch: "topic", pull_request: 12 });
  });

  test("that timed out opens a repair too", () => {
    expect(admit({ name: "workflow_run", payload: workflowRun({ conclusion: "timed_out" }) }, facts).opens).toHaveLength(1);
  });

  test.each(["success", "cancelled", "skipped", "neutral", "action_required", "stale", "startup_failure", null])("with conclusion %s opens nothing", (conclusion) => {
    expect(admit({ name: "workflow_run", payload: workflowRun({ conclusion }) }, facts).opens).toEqual([]);
  });

  test("on a branch of our own wakes the repair that offers the commit, and opens none", () => {
    const admission = admit({ name: "workflow_run", payload: workflowRun({ head_branch: "regreen/fix_20261120_213000_k3f9" }) }, facts);
    expect(admission).toEqual({ opens: [], wakes: [{ by: "offer_commit", repositoryId: 7, sha }], entries: [], ignored: null });
  });

  test("of the fix workflow wakes the repair that its title names, whatever its conclusion", () => {
    const payload = workflowRun({ path: ".github/workflows/regreen-fix.yml@refs/heads/main", display_title: `Regreen fix fix_20261120_213000_k3f9 ${plan}` });
    expect(admit({ name: "workflow_run", payload }, facts)).toEqual({ opens: [], wakes: [{ by: "fix", id: "fix_20261120_213000_k3f9" }], entries: [], ignored: null });
  });
});

test("a finished run on a branch wakes the repairs whose base it is, and who watches its commit", () => {
  const { wakes } = admit({ name: "workflow_run", payload: workflowRun({ conclusion: "success" }) }, facts);
  expect(wakes).toEqual([{ by: "base_branch", repositoryId: 7, branch: "main" }, { by: "offer_commit", repositoryId: 7, sha }]);
});

test("another CI's red check opens a repair for that check", () => {
  const { opens } = admit({ name: "check_run", payload: checkRun() }, facts);
  expect(opens).toMatchObject([{ key: `7:${sha}:check:31`, repair: { subject: { source: { kind: "check_run", check_run_id: 31, name: "lint" } } } }]);
});

describe("a commit status", () => {
  test.each(["failure", "error"])("that says %s opens a repair for the branch whose head it is on", (state) => {
    const { opens, wakes } = admit({ name: "status", payload: status({ state }) }, facts);
    expect(opens).toMatchObject([{ key: `7:${sha}:status:ci/jenkins`, repair: { subject: { branch: "main", pull_request: null, source: { kind: "status", status_id: 61, context: "ci/jenkins" } } } }]);
    expect(wakes).toEqual([{ by: "base_branch", repositoryId: 7, branch: "main" }]);
  });

  test("that is told again under another id opens the same repair", () => {
    expect(admit({ name: "status", payload: status({ id: 62 }) }, facts).opens[0]?.key).toBe(admit({ name: "status", payload: status() }, facts).opens[0]?.key);
  });

  test("that says success opens nothing, and is remembered", () => {
    expect(admit({ name: "status", payload: status({ state: "success" }) }, facts)).toMatchObject({ opens: [], ran: { source: "status:61", workflow: "ci/jenkins", outcome: "passed" } });
  });

  test("on a branch of our own wakes the repair that offers the commit", () => {
    expect(admit({ name: "status", payload: status({ branches: [{ name: "regreen/fix_1", commit: { sha } }] }) }, facts)).toMatchObject({ opens: [], wakes: [{ by: "offer_commit", repositoryId: 7, sha }] });
  });

  test("of a commit on several branches is the default branch's", () => {
    const branches = ["a", "main", "b"].map((name) => ({ name, commit: { sha } }));
    expect(admit({ name: "status", payload: status({ branches }) }, facts).opens[0]?.repair.subject.branch).toBe("main");
  });
});

test.each(["deleted", "suspend"])("an App that was %s wakes every repair of that installation: each finds its access gone, and closes", (action) => {
  expect(admit({ name: "installation", payload: { action, installation: { id: 42 } } }, facts)).toEqual({ opens: [], wakes: [{ by: "installation", installationId: 42 }], entries: [], ignored: null });
});

test.each(["opened", "synchronize", "closed", "labeled"])("a pull request that was %s wakes its repair", (action) => {
  const admission = admit({ name: "pull_request", payload: { action, ...envelope, pull_request: { number: 4 } } }, facts);
  expect(admission.wakes).toEqual([{ by: "pull_request", repositoryId: 7, number: 4 }]);
});

test.each([
  ["changes the configuration", "main", [{ message: "a", added: [], modified: [".github/regreen.yml"], removed: [] }], true],
  ["adds the configuration", "main", [{ message: "a", added: ["x"], modified: [], removed: [] }, { message: "b", added: [".github/regreen.yml"], modified: [], removed: [] }], true],
  ["does not tell its files", "main", [{ message: "a" }], true],
  ["tells no commit: it was forced", "main", [], true],
  ["changes something else", "main", [{ message: "a", added: [], modified: ["src/app.js"], removed: [] }], false],
  ["is of another branch", "topic", [{ message: "a", added: [".github/regreen.yml"], modified: [], removed: [] }], false],
])("a push that %s: whether what the gate governs may have changed", (_, branch, commits, expected) => {
  expect(admit({ name: "push", payload: { ref: `refs/heads/${branch}`, commits, ...envelope } }, facts).resettled !== undefined).toBe(expected);
});

test("a push wakes the repairs whose base moved", () => {
  expect(admit({ name: "push", payload: { ref: "refs/heads/release/1", ...envelope } }, facts).wakes).toEqual([{ by: "base_branch", repositoryId: 7, branch: "release/1" }]);
});

describe("a push to the default branch", () => {
  const wakesOf = (modified: readonly string[] | undefined, repository: object = {}): readonly unknown[] => admit({ name: "push", payload: { ref: "refs/heads/main", commits: [{ message: "a", added: [], modified, removed: [] }], ...envelope, repository: { ...envelope.repository, ...repository } } }, facts).wakes.filter(({ by }) => by === "policy");

  test.each([[".github/regreen.yml"], [".github/policies/own.yaml"], [undefined]])("that touches %s has all that is open in the repository judged again", (path) => {
    expect(wakesOf(path === undefined ? undefined : [path])).toEqual([{ by: "policy", installationId: 42, repositoryId: 7 }]);
  });

  test("of the account's .github repository has all that is open under the account judged again", () => {
    expect(wakesOf(["policies/house.yml"], { full_name: "octo/.github" })).toEqual([{ by: "policy", installationId: 42, repositoryId: null }]);
  });

  test("that touches no policy wakes those into it alone", () => {
    expect(wakesOf(["src/app.js"])).toEqual([]);
  });
});

const watchers = [{ by: "offer_commit", repositoryId: 7, sha }];
test.each<readonly [string, string, unknown]>([
  ["a run that tests a fork", "workflow_run", workflowRun({ head_repository: { id: 8 } })],
  ["a run whose fork is gone", "workflow_run", workflowRun({ head_repository: null })],
  ["a run that is run again", "workflow_run", workflowRun({ run_attempt: 2 }, "in_progress")],
  ["a check of no branch here", "check_run", checkRun({ check_suite: { head_branch: null } })],
  ["a check that is asked for again", "check_run", checkRun({}, "rerequested")],
])("%s opens nothing, and wakes who watches that commit", (_what, name, payload) => {
  expect(admit({ name, payload }, facts)).toEqual({ opens: [], wakes: watchers, entries: [], ignored: null });
});

describe("a pull request of somebody else", () => {
  const side = (ref: string, repositoryId: number | null) => ({ ref, sha, repo: repositoryId === null ? null : { id: repositoryId } });
  const told = (action: string, head: object, state = "open"): ReturnType<typeof admit> =>
    admit({ name: "pull_request", payload: { action, ...envelope, pull_request: { number: 4, state, updated_at: "2026-11-20T08:15:00Z", head, base: side("main", 7) } } }, facts);

  test("gets a guard for its head, once", () => {
    const { opens } = told("synchronize", side("feature", 7));
    expect(opens.map(({ key, repair }) => [key, repair.step, repair.offer])).toEqual([[`7:guard:pull:4:${sha}:2026-11-20T08:15:00Z`, "guard", { branch: "feature", base_branch: "main", base_sha: sha, commit_sha: sha, number: 4, url: null, revision: 0 }]]);
  });
  test.each<readonly [string, string, object, string]>([["is closed", "closed", side("feature", 7), "closed"], ["is our own", "synchronize", side("regreen/fix_1", 7), "open"], ["is only labelled", "labeled", side("feature", 7), "open"]])("gets none when it %s", (_what, action, head, state) => {
    expect(told(action, head, state)).toMatchObject({ opens: [], wakes: [{ by: "pull_request", number: 4 }] });
  });
  test.each<readonly [string, object]>([["of a fork", side("regreen/fix_1", 8)], ["whose fork is gone", side("regreen/fix_1", null)]])("G12: gets one when it is %s with a branch of our name", (_what, head) => {
    expect(told("opened", head).opens).toHaveLength(1);
  });
});

describe("a merge queue", () => {
  const group = (change: object = {}, action = "checks_requested"): ReturnType<typeof admit> => admit({ name: "merge_group", payload: { action, ...envelope, merge_group: {
    head_sha: sha, head_ref: `refs/heads/gh-readonly-queue/release/1/pr-104-${"b".repeat(40)}`, base_sha: "b".repeat(40), base_ref: "refs/heads/release/1", ...change,
  } } }, facts);
  test("is answered on what it tests", () => {
    expect(group().opens.map(({ key, repair }) => [key, repair.subject.source, repair.offer?.base_branch])).toEqual([[`7:guard:group:104:${sha}`, { kind: "merge_group", number: 104, head_ref: `refs/heads/gh-readonly-queue/release/1/pr-104-${"b".repeat(40)}`, base_sha: "b".repeat(40) }, "release/1"]]);
  });
  test.each<readonly [string, ReturnType<typeof admit>]>([["a group that is taken apart", group({}, "destroyed")], ["a ref of another form", group({ head_ref: "refs/heads/main" })], ["no branch as base", group({ base_ref: "refs/tags/v1" })]])("asks for nothing: %s", (_what, { opens, ignored }) => {
    expect([opens, ignored]).toEqual([[], expect.any(String)]);
  });
});

describe("an ignored delivery says why", () => {
  const cases: readonly [string, string, unknown][] = [
    ["ping: the webhook is connected", "ping", { zen: "Keep it logically awesome." }],
    ["an event that Regreen does not use", "star", { action: "created" }],
    ["an event that Regreen does not use", "__proto__", {}],
    ["the run is not finished", "workflow_run", workflowRun({}, "requested")],
    ["the run names no branch", "workflow_run", workflowRun({ head_branch: null })],
    ["a run of the fix workflow that no repair asked for", "workflow_run", workflowRun({ path: ".github/workflows/regreen-fix.yml", display_title: "Regreen fix fix_1 plan_2" })],
    ["the check is not finished", "check_run", checkRun({}, "created")],
    ["a check of our own", "check_run", checkRun({ name: "regreen/policy" })],
    ["a check of GitHub Actions: its workflow run tells it", "check_run", checkRun({ app: { slug: "github-actions" } })],
    ["nothing that a verdict rests on changed", "pull_request", { action: "assigned", ...envelope, pull_request: { number: 4 } }],
    ["the status is not final", "status", status({ state: "pending" })],
    ["a status of our own", "status", status({ context: "regreen/policy" })],
    ["the status is on the head of no branch of this repository", "status", status({ branches: [{ name: "main", commit: { sha: null } }] })],
    ["a push to something that is no branch", "push", { ref: "refs/tags/v1", ...envelope }],
    ["a push to a branch of our own: its pull request tells it", "push", { ref: "refs/heads/regreen/evidence", ...envelope }],
    ["installed on no repository yet", "installation", { action: "created", installation: { id: 1 } }],
    ["nothing that a repository would be asked about changed", "installation", { action: "new_permissions_accepted", installation: { id: 1 } }],
  ];
  test.each(cases)("%s", (reason, name, payload) => {
    expect(admit({ name, payload }, facts)).toEqual({ opens: [], wakes: [], entries: [], ignored: reason });
  });
});

describe("a payload of the wrong shape asks for nothing", () => {
  const bodies = { workflow_run: workflowRun(), check_run: checkRun(), pull_request: { action: "opened", ...envelope, pull_request: { number: 4 } }, push: { ref: "refs/heads/main", ...envelope }, status: status() };
  const names = Object.keys(bodies) as (keyof typeof bodies)[];
  const crossed = names.flatMap((header) => names.filter((body) => body !== header).map((body) => [header, body] as const));

  test.each(crossed)("%s in the header, %s in the body", (header, body) => {
    expect(admit({ name: header, payload: bodies[body] }, facts).ignored).toBe("payload of the wrong shape");
  });

  test.each([null, 1, "text", [], {}, { action: "completed", workflow_run: [] }, workflowRun({ head_sha: "../../etc" }), workflowRun({ id: -1 })])("%j", (payload) => {
    expect(admit({ name: "workflow_run", payload }, facts).ignored).toBe("payload of the wrong shape");
  });
});

test("W11: a polluted payload pollutes nothing", () => {
  const text = JSON.stringify(workflowRun()).replace("{", `{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},`).replaceAll(`"id":7`, `"id":7,"__proto__":{"isAdmin":true}`);
  const { opens } = admit({ name: "workflow_run", payload: JSON.parse(text) }, facts);
  expect(opens).toHaveLength(1);
  expect([({} as Record<string, unknown>).isAdmin, (opens[0]?.repair.subject.repository as unknown as Record<string, unknown>).isAdmin]).toEqual([undefined, undefined]);
});

describe("how a run ended is kept for its history", () => {
  test.each([["success", "passed"], ["failure", "failed"], ["timed_out", "failed"]])("%s as %s", (conclusion, outcome) => {
    const { ran } = admit({ name: "workflow_run", payload: workflowRun({ conclusion }) }, facts);
    expect(ran).toEqual({ repository_id: 7, repo: "octo/hello", branch: "main", head_sha: sha, source: "run:900:1", workflow: ".github/workflows/ci.yml", outcome, ended_at: facts.now });
  });

  test.each(["cancelled", "skipped", "neutral", null])("but %s says nothing", (conclusion) => {
    expect(admit({ name: "workflow_run", payload: workflowRun({ conclusion }) }, facts).ran).toBeUndefined();
  });
});

describe("a pull request that takes another back", () => {
  const branch = (ref: string) => ({ ref, sha: "a".repeat(40), repo: { id: 7 } });
  const reverts = (pull: object, action = "closed") => admit({ name: "pull_request", payload: { action, ...envelope, pull_request: { number: 13, merged: true, title: 'Revert "Apply eslint-fix"', head: branch("topic"), base: branch("main"), ...pull } } }, facts).reverts;

  test.each<[string, object]>([
    ["by GitHub's own words in its body", { body: "Reverts octo/hello#12" }],
    ["with something written above them", { body: "It broke the build.\n\nReverts #12" }],
    ["by the branch that GitHub's button makes, with nothing in its body", { body: null, head: branch("revert-12-regreen/fix") }],
  ])("is known %s", (_, pull) => {
    expect(reverts(pull)).toEqual([{ repo: "octo/hello", repositoryId: 7, pull: 12, at: facts.now }]);
  });

  test.each<[string, object]>([
    ["that was not merged", { merged: false, body: "Reverts octo/hello#12" }],
    ["of another repository", { body: "Reverts octo/other#12" }],
    ["that only speaks of it", { body: "See what Reverts octo/hello#12 was about" }],
    ["of a fork's branch of that name", { body: null, head: { ...branch("revert-12-x"), repo: { id: 8 } } }],
  ])("%s is none", (_, pull) => {
    expect(reverts(pull)).toBeUndefined();
  });
});

describe("the App is installed", () => {
  const repositories = [{ id: 7, full_name: "octo/hello", private: true }, { id: 8, full_name: "octo/other", private: false }];

  test.each([
    ["installation", { action: "created", installation: { id: 42 }, repositories }],
    ["installation_repositories", { action: "added", installation: { id: 42 }, repositories_added: repositories, repositories_removed: [] }],
  ])("%s opens one onboarding for each repository, one after the other", (name, payload) => {
    const { opens, entries } = admit({ name, payload }, facts);
    expect(opens.map(({ key, due, repair }) => [key, due, repair.step, repair.subject.source.kind])).toEqual([
      ["onboarding:7:42", "2026-11-20T21:30:00.000Z", "onboard", "installation"], ["onboarding:8:42", "2026-11-20T21:30:40.000Z", "onboard", "installation"],
    ]);
    expect(new Set(opens.map(({ repair }) => repair.id)).size).toBe(2);
    expect(entries.map(({ kind }) => kind)).toEqual(["repair_opened", "repair_opened"]);
  });

  test("on more repositories than one delivery may ask, the rest is left", () => {
    const many = Array.from({ length: 700 }, (_, index) => ({ id: index + 1, full_name: `octo/r${index}` }));
    expect(admit({ name: "installation", payload: { action: "created", installation: { id: 42 }, repositories: many } }, facts).opens).toHaveLength(500);
  });

  test("repositories that are taken away wake what is at work there", () => {
    const payload = { action: "removed", installation: { id: 42 }, repositories_added: [], repositories_removed: repositories };
    expect(admit({ name: "installation_repositories", payload }, facts).wakes).toEqual([{ by: "installation", installationId: 42 }]);
  });

  test("a name that is none opens nothing", () => {
    expect(admit({ name: "installation", payload: { action: "created", installation: { id: 42 }, repositories: [{ id: 7, full_name: "../../etc" }] } }, facts).ignored).toBe("payload of the wrong shape");
  });
});
