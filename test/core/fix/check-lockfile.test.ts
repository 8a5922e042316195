/** The App's own look at a lockfile that a fix job brought back: against the manifest of the base commit, and the registries that its own plan names. */
import { expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPatch } from "../../../src/core/fix/check-patch.ts";
import { parsePatch } from "../../../src/core/fix/parse-patch.ts";
import { sealPlan } from "../../../src/core/fix/plan.ts";
import { renderPatch } from "../../../src/core/fix/render-patch.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";
import type { GitSha, RepositoryName } from "../../../src/core/identity/identifier.ts";
import type { SkillName } from "../../../src/core/skill/skill.ts";

const example = (tree: string, file: string): string => readFileSync(join(import.meta.dirname, "../../../skills/lockfile-sync-npm/examples/dependency-added", tree, file), "utf8");
const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const before = bytes(example("before", "package-lock.json"));

async function violations({ after, registries, manifest }: { readonly after: string; readonly registries: string[]; readonly manifest: string | null }): Promise<readonly string[]> {
  const path = "packages/web/package-lock.json";
  const plan = sealPlan({
    version: 1, repo: "octo/hello" as RepositoryName, base_sha: "a".repeat(40) as GitSha, nonce: "0".repeat(32), registries,
    steps: [{
      skill: { name: "lockfile-sync-npm" as SkillName, version: "1.0.0", digest: digestOf("") }, files: [path], fix: [["npm"]], post_check: [["npm"]],
      may_touch: { allow: ["**/package-lock.json"], deny: [], max_files: 5, max_changed_lines: 2000 }, actions: { allow: ["modify_text", "change_syntax_tree", "modify_lockfile"], forbid: [] },
      limits: { seconds: 1, memory_mb: 1, output_mb: 1, network: "registry", registry: "npm" },
    }],
  });
  const patch = parsePatch(renderPatch([{ path, before, after: bytes(after), beforeMode: "100644", afterMode: "100644" }]));
  const readBase = (file: string): Promise<Uint8Array | null> => Promise.resolve(file === "packages/web/package.json" && manifest !== null ? bytes(manifest) : null);
  const check = await checkPatch({ plan, patch, base: new Map([[path, before]]), baseModes: new Map([[path, "100644"]]), syntax: null, alsoProtected: [], readBase });
  return check.violations.map(({ rule }) => rule);
}

const honest = { after: example("after", "package-lock.json"), registries: ["https://npm.example"], manifest: example("after", "package.json") };

test("npm's own lockfile for the manifest beside it passes", async () => {
  expect(await violations(honest)).toEqual([]);
});

test("the same is refused where the plan permits another registry, or none", async () => {
  expect(new Set(await violations({ ...honest, registries: ["https://other.example"] }))).toEqual(new Set(["lockfile-host"]));
  expect(new Set(await violations({ ...honest, registries: [] }))).toEqual(new Set(["lockfile-host"]));
});

test("the same is refused where the base's manifest asks for less: the job's word does not count", async () => {
  expect(await violations({ ...honest, manifest: example("after", "package.json").replace(/,\s*"is-odd": "3\.0\.1"/, "") })).toContain("lockfile-unasked");
});

test("the same is refused where there is no manifest to hold it against", async () => {
  expect(await violations({ ...honest, manifest: null })).toEqual(["lockfile-unreadable"]);
});
