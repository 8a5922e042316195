/** What the workflows of Actions say: which branches they build when they are pushed to, and what they are called. */
import type { Sign } from "./layout.ts";
import { keysUnder, textsUnder, under, type Manifest } from "./manifests.ts";

const MOST_BRANCHES = 10;
/** A name or a simple glob; what negates or has classes is the workflow's own business. */
const PLAIN = /^[\w./*-]{1,100}$/;

export function builtBranches(manifests: readonly Manifest[]): readonly Sign[] {
  const workflows = manifests.filter(({ path }) => path.startsWith(".github/workflows/"));
  const found = workflows.flatMap(({ path, document }) => branchesOf(document).map((name) => ({ name, because: path })));
  const plain = found.filter(({ name }) => PLAIN.test(name) && !/^\*+$/.test(name));
  return plain.filter(({ name }, index) => plain.findIndex((other) => other.name === name) === index).slice(0, MOST_BRANCHES);
}

const MOST_WORKFLOWS = 20;
const STARTS: ReadonlySet<string> = new Set(["push", "pull_request", "merge_group"]);

/** A workflow without a name is called by its path. */
export function checkingWorkflows(manifests: readonly Manifest[]): readonly Sign[] {
  const workflows = manifests.filter(({ path, document }) => path.startsWith(".github/workflows/") && eventsOf(document).some((event) => STARTS.has(event)));
  return workflows.map(({ path, document }) => ({ name: nameOf(document) ?? path, because: path })).filter(({ name }, index, all) => all.findIndex((other) => other.name === name) === index).slice(0, MOST_WORKFLOWS);
}

function nameOf(document: unknown): string | null {
  const name = under(document, "name");
  return typeof name === "string" && name !== "" && name.length <= 200 ? name : null;
}

/** `on: push`, `on: [push]` and `on: {push: …}` are all valid. */
function eventsOf(document: unknown): readonly string[] {
  const events = under(document, "on");
  return typeof events === "string" ? [events] : [...textsUnder(document, "on"), ...keysUnder(document, "on")];
}

/** `on: {push: {branches: main}}` and `[main]` are both valid. */
function branchesOf(document: unknown): readonly string[] {
  const branches = under(document, "on", "push", "branches");
  return typeof branches === "string" ? [branches] : textsUnder(document, "on", "push", "branches");
}
