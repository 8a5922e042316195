import type { Command, CommandEntry } from "./cli/command.ts";

/** In the order in which help lists them. A room adds its command here, with the same summary as the command's own. */
export const commands: readonly CommandEntry[] = [
  { name: "fix", summary: "mend what failed, in a sandbox, and keep it only if the checks pass", load: async () => (await import("./cli/commands/fix.ts")).fix },
  { name: "apply", summary: "apply a patch that was made, checked and kept", load: async () => (await import("./cli/commands/apply.ts")).apply },
  { name: "classify", summary: "say what broke, where, and how sure that is", load: async () => (await import("./cli/commands/classify.ts")).classify },
  { name: "fingerprint", summary: "give each line of a log the fingerprint of its template", load: async () => (await import("./cli/commands/fingerprint.ts")).fingerprint },
  { name: "skills", summary: "list the skills, what they handle and what they need", load: async () => (await import("./cli/commands/skills.ts")).skills },
  { name: "replay", summary: "try a new version of a skill on recorded failures, and accept or refuse it", load: async () => (await import("./cli/commands/replay.ts")).replay },
  { name: "plan", summary: "say what a fix would touch, before anything is written, and which policy fits", load: async () => (await import("./cli/commands/plan.ts")).plan },
  { name: "policy", summary: "test policies, explain a verdict, put the past to a policy", load: async () => (await import("./cli/commands/policy.ts")).policy },
  { name: "schema", summary: "print the JSON Schema of the configuration or of a skill's contract", load: async () => (await import("./cli/commands/schema.ts")).schema },
  { name: "list", summary: "list the pending fixes", load: async () => (await import("./cli/commands/list.ts")).list },
  { name: "fingerprints", summary: "list the failures that were seen: how often, when and where", load: async () => (await import("./cli/commands/fingerprints.ts")).fingerprints },
  { name: "ledger", summary: "verify the chain of what was sworn to, or show it", load: async () => (await import("./cli/commands/ledger.ts")).ledger },
  { name: "modlog", summary: "list what was done to this repository, as its ModLog says", load: async () => (await import("./cli/commands/mod-log.ts")).modLog },
  { name: "evidence", summary: "verify what a repair shows: every digest, schema, phase and ledger entry", load: async () => (await import("./cli/commands/evidence.ts")).evidence },
  { name: "serve", summary: "serve the GitHub App: webhooks, worker, pages", load: composeServe },
];

async function composeServe(): Promise<Command> {
  const { serveCommand } = await import("./cli/commands/serve.ts");
  const { serveParts } = await import("./compose-serve.ts");
  return serveCommand(serveParts);
}
