import type { Command, CommandEntry } from "./cli/command.ts";
import type { SteeringVerb } from "./cli/commands/steer.ts";

/** In the order in which help lists them. A room adds its command here, with the same summary as the command's own. */
export const commands: readonly CommandEntry[] = [
  { name: "init", summary: "look at this checkout and write the configuration and workflow that fit it", load: async () => (await import("./cli/commands/init.ts")).init },
  { name: "fix", summary: "mend what failed, in a sandbox, and keep it only if the checks pass", load: async () => (await import("./cli/commands/fix.ts")).fix },
  { name: "watch", summary: "run a command whenever the checkout has changed, and mend what fails", load: async () => (await import("./cli/commands/watch.ts")).watch },
  { name: "apply", summary: "apply a patch that was made, checked and kept", load: async () => (await import("./cli/commands/apply.ts")).apply },
  { name: "classify", summary: "say what broke, where, and how sure that is", load: async () => (await import("./cli/commands/classify.ts")).classify },
  { name: "fingerprint", summary: "give each line of a log the fingerprint of its template", load: async () => (await import("./cli/commands/fingerprint.ts")).fingerprint },
  { name: "skills", summary: "list the skills, what they handle and what they need", load: async () => (await import("./cli/commands/skills.ts")).skills },
  { name: "replay", summary: "try a new version of a skill on recorded failures, and accept or refuse it", load: async () => (await import("./cli/commands/replay.ts")).replay },
  { name: "plan", summary: "say what a fix would touch, before anything is written, and which policy fits", load: async () => (await import("./cli/commands/plan.ts")).plan },
  { name: "policy", summary: "test policies, explain a verdict, put the past to a policy", load: async () => (await import("./cli/commands/policy.ts")).policy },
  { name: "schema", summary: "print the JSON Schema of the configuration, a contract or a request", load: async () => (await import("./cli/commands/schema.ts")).schema },
  { name: "list", summary: "list the pending fixes", load: async () => (await import("./cli/commands/list.ts")).list },
  { name: "fingerprints", summary: "list the failures that were seen: how often, when and where", load: async () => (await import("./cli/commands/fingerprints.ts")).fingerprints },
  { name: "ledger", summary: "verify the chain of what was sworn to, or show it", load: async () => (await import("./cli/commands/ledger.ts")).ledger },
  { name: "modlog", summary: "list what was done to this repository, as its ModLog says", load: async () => (await import("./cli/commands/mod-log.ts")).modLog },
  { name: "evidence", summary: "verify what a repair shows: every digest, schema, phase and ledger entry", load: async () => (await import("./cli/commands/evidence.ts")).evidence },
  { name: "budgets", summary: "show what was spent of each budget, and what one holds back", load: async () => (await import("./cli/commands/budgets.ts")).budgets },
  { name: "slo", summary: "measure the App's objectives: fixes that hold, loops, blocks", load: async () => (await import("./cli/commands/slo.ts")).slo },
  { name: "status", summary: "say how the App's repairs stand", load: async () => (await import("./cli/commands/status.ts")).status },
  { name: "explain", summary: "say what failed, why this skill or none, and what you can do", load: async () => (await import("./cli/commands/explain.ts")).explain },
  { name: "request", summary: "ask the serving App for what a comment could ask for", load: async () => (await import("./cli/commands/request.ts")).request },
  { name: "sources", summary: "list the logs beside CI that are watched; look at them once", load: async () => (await import("./cli/commands/sources.ts")).sources },
  { name: "requests", summary: "list what was asked for and what came of it; approve or refuse what waits", load: async () => (await import("./cli/commands/requests.ts")).requests },
  ...steering([
    ["approve", "let a kept patch be offered, an offer be merged once every policy is green (where auto_merge is on), a stranger's pull request be looked at, or a waiting request be done"], ["reject", "decline an offer"], ["request-changes", "ask for changes to an offer"], ["pause", "do nothing more about it until it is resumed"],
    ["resume", "go on with what was paused"], ["escalate", "hand it to people"], ["abort", "end it now, and close its pull request"], ["rerun", "run the failed jobs of this commit again"],
    ["waive", "set a waivable rule aside for this pull request, for at most 30 days"], ["mode", "say or set the mode that a language model would work in here"],
    ["retry", "put a skill that was rolled back here on trial again"],
  ]),
  { name: "dashboard", summary: "print a link that signs you in on the dashboard, once", load: async () => (await import("./cli/commands/dashboard.ts")).dashboard },
  { name: "completion", summary: "print a completion script for bash, zsh or fish", load: async () => (await import("./cli/commands/completion.ts")).completionCommand(commands) },
  { name: "doctor", summary: "look at what Regreen stands on: programs, sandbox, database, App, webhook", load: async () => (await import("./cli/commands/doctor.ts")).doctor },
  { name: "serve", summary: "serve the GitHub App: webhooks, worker, pages", load: composeServe },
];

async function composeServe(): Promise<Command> {
  const { serveCommand } = await import("./cli/commands/serve.ts");
  const { serveParts } = await import("./compose-serve.ts");
  return serveCommand(serveParts);
}

/** The verbs of comments that one module answers. */
function steering(entries: readonly (readonly [SteeringVerb, string])[]): readonly CommandEntry[] {
  return entries.map(([name, summary]) => ({ name, summary, load: async () => (await import("./cli/commands/steer.ts")).steerCommand(name) }));
}
