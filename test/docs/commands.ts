/** The commands that the documentation shows, with what is run for each in a checkout of the demo's project, and what comes of it. */

export interface ShownCommand {
  /** As a page shows it, from its beginning on, without `npx` and without what is said behind `#`. */
  readonly shown: string;
  /** What is run: the words behind `regreen`. */
  readonly args: readonly string[];
  readonly code: 0 | 1 | 3;
  /** What it must say, on either stream. */
  readonly says: string;
}

/** In this order, in one checkout: what one leaves the next one finds. */
export const shownCommands: readonly ShownCommand[] = [
  { shown: "doctor", args: ["doctor"], code: 0, says: "Nothing is wrong." },
  { shown: "init --dry-run", args: ["init", "--dry-run"], code: 0, says: "Would write:" },
  { shown: "fix --jobs", args: ["fix", "--jobs"], code: 0, says: "--job lint" },
  { shown: "plan --log lint.log", args: ["plan", "--log", "lint.log"], code: 0, says: "eslint-fix" },
  { shown: "classify failed.log", args: ["classify", "failed.log"], code: 0, says: "lint (eslint)" },
  { shown: "classify red.log --green green.log --explain", args: ["classify", "red.log", "--green", "green.log", "--explain"], code: 0, says: "lint (eslint)" },
  { shown: "classify red.log --explain", args: ["classify", "red.log", "--explain"], code: 0, says: "lint (eslint)" },
  { shown: "classify red.log --matcher .github/acme-lint.json", args: ["classify", "red.log", "--matcher", ".github/acme-lint.json"], code: 0, says: "Failed:" },
  { shown: "fingerprint red.log", args: ["fingerprint", "red.log"], code: 0, says: "" },
  { shown: "fix --log failed.log", args: ["fix", "--log", "failed.log", "--dry-run"], code: 0, says: "would fix" },
  { shown: "fix --job lint", args: ["fix", "--job", "lint"], code: 0, says: "passes now" },
  { shown: 'fix --run "npm test"', args: ["fix", "--run", "npm test"], code: 1, says: "not repaired" },
  { shown: 'watch --run "npm test"', args: ["watch", "--run", "npm test", "--once", "--dry-run"], code: 1, says: "1 round" },
  { shown: "modlog", args: ["modlog"], code: 0, says: "eslint-fix" },
  { shown: "ledger verify", args: ["ledger", "verify"], code: 0, says: "holds" },
  { shown: "list --priority P0", args: ["list", "--priority", "P0"], code: 0, says: "" },
  { shown: "fingerprints", args: ["fingerprints"], code: 0, says: "" },
  { shown: "slo", args: ["slo"], code: 0, says: "" },
  { shown: "budgets", args: ["budgets"], code: 0, says: "" },
  { shown: "skills", args: ["skills"], code: 0, says: "eslint-fix" },
  { shown: "skills show <name>", args: ["skills", "show", "eslint-fix"], code: 0, says: "eslint" },
  { shown: "skills retry <name> --reason <why>", args: ["skills", "retry", "eslint-fix", "--reason", "nothing was wrong with it"], code: 1, says: "is not rolled back" },
  { shown: "policy test", args: ["policy", "test"], code: 0, says: "default" },
  { shown: "schema configuration", args: ["schema", "configuration"], code: 0, says: "react" },
  { shown: "completion bash", args: ["completion", "bash"], code: 0, says: "complete" },
  { shown: "request --help", args: ["request", "--help"], code: 0, says: "Usage: regreen request" },
  { shown: "replay --history", args: ["replay", "--history"], code: 0, says: "" },
  { shown: "requests", args: ["requests"], code: 0, says: "" },
  { shown: "init --action", args: ["init", "--action"], code: 0, says: "Written:" },
  { shown: "init --action --with gate,report,request", args: ["init", "--action", "--with", "gate,report,request"], code: 0, says: "regreen-request.yml" },
  { shown: "init --with request", args: ["init", "--with", "request"], code: 0, says: "regreen-request.yml" },
  { shown: "init", args: ["init"], code: 0, says: "Found here:" },
];

/** What needs a server, GitHub or an earlier repair, and the test that runs it. */
export const elsewhere: readonly { readonly shown: string; readonly test: string }[] = [
  { shown: "serve", test: "test/demo/app-process.ts" }, { shown: "ledger verify --checkpoint -", test: "test/demo/story.ts" }, { shown: "evidence verify", test: "test/demo/story.ts" },
  { shown: "policy explain", test: "test/flow/policy-command.test.ts" }, { shown: "policy simulate", test: "test/flow/policy-command.test.ts" }, { shown: "pause", test: "test/flow/requests.test.ts" },
  { shown: "request", test: "test/flow/requests.test.ts" }, { shown: "sources", test: "test/cli/commands/sources.test.ts" }, { shown: "sources check", test: "test/cli/commands/sources.test.ts" }, { shown: "skills new", test: "test/flow/own-skills.test.ts" }, { shown: "skills --repo", test: "test/cli/commands/skills-elsewhere.test.ts" },
  { shown: "dashboard link", test: "test/flow/operator-link.test.ts" },
  { shown: "apply", test: "test/flow/apply.test.ts" }, { shown: "replay --skill", test: "test/flow/replay.test.ts" },
];
