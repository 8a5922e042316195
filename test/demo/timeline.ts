/** The story as it happens, a line for each thing that happened: seconds since the start, who, what. */
import { wrap } from "../../src/cli/fold.ts";
import type { Loopback } from "../loopback/start-loopback.ts";
import type { Job } from "../loopback/actions/types.ts";
import type { Repository } from "../loopback/state/repository.ts";

export type Actor = "person" | "github" | "ci" | "regreen" | "demo";

export interface Timeline {
  tell(actor: Actor, what: string): void;
  /** Seconds since the start. */
  seconds(): number;
}

export function startTimeline(write: (line: string) => void): Timeline {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  return { seconds, tell: (actor, what) => write(wrap(`${seconds().toFixed(1).padStart(6)} s  ${actor.padEnd(8)} ${what}`, { indent: 19, at: " " })) };
}

/** Tells what changes on the loopback GitHub, as soon as it is seen there. Gives the way to stop. */
export function watch({ deliveries, unimplemented }: Loopback, repository: Repository, timeline: Timeline): () => void {
  const told = new Set<string>();
  const once = (key: string, actor: Actor, what: string): void => {
    if (told.has(key)) return;
    told.add(key);
    timeline.tell(actor, what);
  };
  const look = (): void => {
    for (const run of repository.workflowRuns) {
      const name = run.workflow.path.replace(".github/workflows/", "");
      if (run.status !== "completed") once(`run ${run.id}.${run.attempt}`, name === "regreen-fix.yml" ? "regreen" : "ci", `${name} starts on ${run.headBranch} at ${run.headSha.slice(0, 7)}`);
      else once(`ran ${run.id}.${run.attempt}`, "ci", `${name} on ${run.headBranch}: ${outcomes(run.jobs)}`);
    }
    for (const issue of repository.issues.values()) {
      const kind = issue.pull === null ? "issue" : "pull request";
      once(`issue ${issue.number}`, "regreen", `opens ${kind} #${issue.number}: ${issue.title}`);
      if (issue.pull !== null) once(`head ${issue.number} ${issue.pull.headSha}`, "regreen", `#${issue.number} stands at ${issue.pull.headSha.slice(0, 7)} on base ${issue.pull.baseSha.slice(0, 7)}`);
      if (issue.state === "closed") once(`closed ${issue.number}`, "github", `#${issue.number} is ${issue.pull?.merged === true ? "merged" : "closed"}`);
    }
    for (const check of repository.checkRuns) {
      if (check.app.slug === "regreen") once(`check ${check.id} ${check.conclusion ?? check.status} ${check.output.title ?? ""}`, "regreen", `${check.name} at ${check.headSha.slice(0, 7)}: ${(check.conclusion ?? check.status).replaceAll("_", " ")}. ${check.output.title ?? ""}`);
    }
    for (const delivery of deliveries) if (delivery.state === "failed") once(`delivery ${delivery.id}`, "github", `${delivery.event} could not be delivered`);
    for (const operation of unimplemented) once(`501 ${operation}`, "github", `does not implement ${operation}`);
  };
  const timer = setInterval(look, 50);
  return () => {
    clearInterval(timer);
    look();
  };
}

/** `lint, format failed; test passed`. */
function outcomes(jobs: readonly Job[]): string {
  const words = { success: "passed", failure: "failed" } as const satisfies Partial<Record<string, string>>;
  const named = Map.groupBy(jobs, ({ conclusion }) => (conclusion === "success" || conclusion === "failure" ? words[conclusion] : (conclusion ?? "")));
  return [...named].map(([word, those]) => `${those.map(({ name }) => name).join(", ")} ${word}`).join("; ");
}
