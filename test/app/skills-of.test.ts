/** The skills of a repository are shown whether GitHub answers or not, and by the bounds that the repository wants. */
import { expect, test } from "@jest/globals";
import { systemClock } from "../../src/adapters/clock/system-clock.ts";
import { skillsOf } from "../../src/app/skills-of.ts";
import type { GitHubReader, PolicyReader } from "../../src/ports/github.ts";
import { repository, sha } from "../adapters/store/samples.ts";
import { silentLog } from "../worker/bench-top.ts";

const policyReader = { organisationFile: () => Promise.resolve(null) } as unknown as PolicyReader;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const own = [
  "---", "name: our-lint", "description: Turns var into const, as this repository wants it.", "---", "", "## Contract", "```yaml", "version: 1.0.0", "complexity: 1",
  "handles: [{class: lint, tool: eslint}]", "files: {allow: [\"**/*.js\"]}", "actions: {allow: [modify_text, change_syntax_tree]}",
  "fix: [[\"npx\", \"--no-install\", \"eslint\", \"--fix\", \"{files}\"]]", "post_check: [[\"npx\", \"--no-install\", \"eslint\", \"{files}\"]]",
  "limits: {seconds: 60, memory_mb: 1024, output_mb: 4, network: none}", "```", "",
  "## Fix", "```sh", "npx --no-install eslint --fix {files}", "```", "## Post-check", "```sh", "npx --no-install eslint {files}", "```", "",
].join("\n");

/** A repository with these files on its default branch. */
function holding(files: Readonly<Record<string, string>>): GitHubReader {
  const tree = (path: string) => ({ path, type: "tree" as const });
  return {
    file: (_: unknown, path: string) => Promise.resolve(files[path] === undefined ? null : bytes(files[path])),
    folder: (_: unknown, path: string) => Promise.resolve([...new Set(Object.keys(files).filter((file) => file.startsWith(`${path}/`)).map((file) => file.slice(path.length + 1).split("/")))].filter(({ length }) => length > 1).map(([name = ""]) => tree(`${path}/${name}`))),
    branchHead: () => Promise.resolve(sha("a")),
  } as unknown as GitHubReader;
}

const skillsIn = (reader: GitHubReader) => skillsOf({ reader, policyReader, clock: systemClock, log: silentLog })(repository);

test("the repository's own bounds and own skills count", async () => {
  const known = await skillsIn(holding({ ".github/regreen.yml": "version: 1\nskills: {disable: [gofmt], standing: {promote_after: 3}}\n", ".github/skills/our-lint/SKILL.md": own, ".github/skills/our-lint/examples/one/case.json": "{}" }));
  expect(known).toMatchObject({ from: "configuration", mistake: null, settings: { disable: ["gofmt"], standing: { promote_after: 3, trust_after: 59 } } });
  expect(known.skills.map(({ name }) => name)).toEqual(expect.arrayContaining(["our-lint", "eslint-fix"]));
});

test("a repository without configuration has the built-in skills and the bounds that hold by default", async () => {
  const known = await skillsIn(holding({}));
  expect([known.from, known.mistake, known.settings.standing.promote_after, known.skills.length > 50, known.skills.every(({ origin }) => origin === "built-in")]).toEqual(["defaults", null, 10, true, true]);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ["the configuration", { ".github/regreen.yml": "version: 1\nskils: {}\n" }, ".github/regreen.yml"],
  ["an own skill", { ".github/skills/our-lint/SKILL.md": "nothing", ".github/skills/our-lint/examples/one/case.json": "{}" }, ".github/skills/our-lint/SKILL.md"],
])("a mistake in %s is named, and the built-in skills are shown", async (_, files, path) => {
  const known = await skillsIn(holding(files));
  expect([known.mistake?.path, (known.mistake?.mistakes.length ?? 0) > 0, known.skills.some(({ name }) => name === "our-lint")]).toEqual([path, true, false]);
});

test("GitHub fails: the built-in skills are shown, and that what the repository wants is not known", async () => {
  const known = await skillsIn({ file: () => Promise.reject(new Error("502")), folder: () => Promise.reject(new Error("502")) } as unknown as GitHubReader);
  expect([known.from, known.skills.length > 50, known.shipped.size > 20]).toEqual(["unread", true, true]);
});
