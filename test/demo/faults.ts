/** What happens when something goes wrong: each fault is played on the same stage, and must end well. */
import { join } from "node:path";
import Database from "better-sqlite3";
import { ZipFile } from "yazl";
import { regreen } from "./regreen.ts";
import type { Stage } from "./stage.ts";
import { awaitOffer, breakMain, escalations, pullRequests, tellWholeStory } from "./story.ts";
import type { Timeline } from "./timeline.ts";
import { until } from "./until.ts";

type Fault = (stage: Stage, timeline: Timeline) => Promise<void>;

export const faults = { "edit-ledger": editLedger, "hostile-artifact": hostileArtifact, "kill-worker": killWorker } satisfies Record<string, Fault>;

export function isFault(name: string): name is keyof typeof faults {
  return Object.hasOwn(faults, name);
}

/** Somebody with access to the database changes one entry: verification names it. */
async function editLedger(stage: Stage, timeline: Timeline): Promise<void> {
  await tellWholeStory(stage, timeline);
  await stage.process().stop();
  const database = new Database(join(stage.settings.stateFolder, "regreen.db"));
  database.prepare("update ledger set at = '2026-01-01T00:00:00.000Z' where seq = 17").run();
  database.close();
  timeline.tell("demo", "changes entry 17 of the ledger in the database");
  const { exit, output } = await regreen(stage, ["ledger", "verify"]);
  timeline.tell("regreen", `ledger verify exits ${exit}: ${output.trim().split("\n")[0] ?? ""}`);
  if (exit !== 3 || !output.includes("17")) throw new Error(`the edit was not found:\n${output}`);
}

/** A compromised fix job leaves an artifact that edits a workflow and climbs out of its folder: nothing of it is applied. */
async function hostileArtifact(stage: Stage, timeline: Timeline): Promise<void> {
  const { actions } = stage.loopback;
  const add = actions.addArtifact.bind(actions);
  let swapped = 0;
  actions.addArtifact = (run, artifact) => {
    swapped += 1;
    timeline.tell("demo", `swaps ${artifact.name} for one that edits a workflow`);
    return add(run, { name: artifact.name, bytes: hostileZip });
  };
  const hostileZip = await buildHostileZip();
  await breakMain(stage, timeline);
  await until("the escalations", () => (swapped > 0 && escalations(stage).length >= 2 ? true : null));
  const { exit, output } = await regreen(stage, ["ledger", "verify"]);
  timeline.tell("regreen", `ledger verify exits ${exit}: ${output.trim().split("\n")[0] ?? ""}`);
  const branches = await stage.repository.git.refs("refs/heads/regreen/fix_");
  if (pullRequests(stage).length > 0 || branches.length > 0) throw new Error("something of the hostile artifact was written");
  timeline.tell("demo", "nothing of it was written: no branch, no pull request");
}

async function buildHostileZip(): Promise<Uint8Array> {
  const patch = "diff --git a/.github/workflows/ci.yml b/.github/workflows/ci.yml\n--- a/.github/workflows/ci.yml\n+++ b/.github/workflows/ci.yml\n@@ -1 +1 @@\n-name: ci\n+name: evil\n";
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify({ version: 1, outcome: "changed" })), "result.json");
  zip.addBuffer(Buffer.from(patch), "change.patch");
  zip.addBuffer(Buffer.from("name: evil\n"), "files/.github/workflows/ci.yml");
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The App is killed while it writes its first commit: started again, it goes on, and there is one branch, one pull request, one issue. */
async function killWorker(stage: Stage, timeline: Timeline): Promise<void> {
  const killed = killOnce(stage, timeline);
  await breakMain(stage, timeline);
  await killed;
  await stage.restart();
  timeline.tell("demo", "starts the App again; it takes over when the lease of the dead one has run out");
  await awaitOffer(stage);
  await until("everything to settle", () => (escalations(stage).length > 0 ? true : null));
  await new Promise((resolve) => setTimeout(resolve, 3000));
  if (pullRequests(stage).length !== 1 || escalations(stage).length !== 1) throw new Error(`${pullRequests(stage).length} pull requests and ${escalations(stage).length} issues, where there should be one each`);
  const { exit, output } = await regreen(stage, ["ledger", "verify"]);
  timeline.tell("regreen", `ledger verify exits ${exit}: ${output.trim().split("\n")[0] ?? ""}`);
  if (exit !== 0) throw new Error("the ledger does not hold");
  timeline.tell("demo", "one pull request, one issue: nothing lost, nothing doubled");
}

/** SIGKILL as soon as the branch of the repair has been written and before its pull request is opened. */
async function killOnce(stage: Stage, timeline: Timeline): Promise<void> {
  await until("the repair's branch", async () => ((await stage.repository.git.refs("refs/heads/regreen/fix_")).length > 0 ? true : null));
  await stage.process().kill();
  timeline.tell("demo", "kills the App with SIGKILL: its branch is written, its pull request is not yet");
}
