/** Which branches the workflows of Actions build when they are pushed to. */
import type { Sign } from "./layout.ts";
import { textsUnder, under, type Manifest } from "./manifests.ts";

const MOST_BRANCHES = 10;
/** A name or a simple glob; what negates or has classes is the workflow's own business. */
const PLAIN = /^[\w./*-]{1,100}$/;

export function builtBranches(manifests: readonly Manifest[]): readonly Sign[] {
  const workflows = manifests.filter(({ path }) => path.startsWith(".github/workflows/"));
  const found = workflows.flatMap(({ path, document }) => branchesOf(document).map((name) => ({ name, because: path })));
  const plain = found.filter(({ name }) => PLAIN.test(name) && !/^\*+$/.test(name));
  return plain.filter(({ name }, index) => plain.findIndex((other) => other.name === name) === index).slice(0, MOST_BRANCHES);
}

/** `on: {push: {branches: main}}` and `[main]` are both valid. */
function branchesOf(document: unknown): readonly string[] {
  const branches = under(document, "on", "push", "branches");
  return typeof branches === "string" ? [branches] : textsUnder(document, "on", "push", "branches");
}
