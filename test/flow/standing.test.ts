/** Standing is earned and lost by what really happened in a repository. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { until } from "../demo/until.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand(); });
afterAll(() => stand.close());

const executions = async (project: Project) => (await stand.serving().store.skillRecords.history({ repo: `octo/${project.repository.name}`, most: 100 })).executions;

test("a merged repair is a success with its numbers; once its commit is reverted, it is none any more", async () => {
  const project = await Project.open(stand, "taken-back");
  const offer = await project.offered();
  await project.allowed(offer);
  await project.person.pulls.merge({ ...project.at, pull_number: offer.number });
  // Told in another order (CI before the merge), the repair looks again after a minute.
  await stand.hurrying(() => until("the merge commit's CI", async () => {
    await project.playCi({ lint: { conclusion: "success" } });
    return (await project.repairs())[0]?.step === "closed" ? true : null;
  }, 40));
  expect(await executions(project)).toMatchObject([{ skill: "eslint-fix", surface: "app", outcome: "succeeded", files: 1, lines: 2, seconds: 1, tokens: 0, begins_as: "promoted", reviewed: false, reverted: false }]);
  // The failure is kept as it was met, so that a later version of the skill can be tried on it.
  expect(await stand.serving().store.replays.recordings({ repo: "octo/taken-back", skill: "eslint-fix", most: 9 })).toMatchObject([{
    recording: { surface: "app", verdict: "allow", result: { outcome: "changed" }, changed: [{ path: "src/app.js" }], overlay: [], failures: [{ tool: "eslint" }] }, aftermaths: ["merged"], logs: [{ check: "CI / lint" }],
  }]);
  const merged = (await project.person.pulls.get({ ...project.at, pull_number: offer.number })).data.merge_commit_sha ?? "";
  await project.push(`Revert "Apply eslint-fix"\n\nThis reverts commit ${merged}.\n`, { "src/app.js": "var answer = 42;\nexport { answer };\n" });
  await until("the revert to be known", async () => ((await executions(project))[0]?.reverted === true ? true : null), 10);
});

test("one that is taken back by hand, under a message that says nothing of it, is known by its files", async () => {
  const project = await Project.open(stand, "squashed-back");
  const offer = await project.offered();
  await project.allowed(offer);
  await project.person.pulls.merge({ ...project.at, pull_number: offer.number });
  await stand.hurrying(() => until("the merge commit's CI", async () => {
    await project.playCi({ lint: { conclusion: "success" } });
    return (await project.repairs())[0]?.step === "closed" ? true : null;
  }, 40));
  await project.push("Other work", { "docs/more.md": "# More\n" });
  await project.push("Tidy up (#77)", { "src/app.js": "var answer = 42;\nexport { answer };\n" });
  await stand.hurrying(() => until("the files to be looked at", async () => ((await executions(project))[0]?.reverted === true ? true : null), 40));
});

test("an offer that a person closes counts as one that needed a person", async () => {
  const project = await Project.open(stand, "closed-by-a-person");
  const offer = await project.offered();
  await project.person.pulls.update({ ...project.at, pull_number: offer.number, state: "closed" });
  await project.closed();
  expect(await executions(project)).toMatchObject([{ outcome: "succeeded", reviewed: true }]);
});

test("a skill whose post-checks keep failing is rolled back in this repository, sworn to with its evidence, refused from then on, and works on elsewhere", async () => {
  const project = await Project.open(stand, "unlucky");
  const failing = [{ name: "eslint", argv: ["npx", "eslint"], before: { exit: 1, summary: "1 problem" }, after: { exit: 1, summary: "1 problem" } }];
  for (const which of [0, 1]) {
    await project.turnRed({ files: { "README.md": `# ${which}\n` } });
    await project.endFixJob({ result: { outcome: "failed", reason: "after the fix, eslint still does not pass: 1 problem", patch_sha256: null, checks: failing } });
    await project.until(({ status, step }) => status === "escalated" && step === "closed", which);
  }
  const changes = (await project.ledger()).filter(({ kind }) => kind === "standing_changed");
  expect(changes).toMatchObject([{ payload: { skill: "eslint-fix", from: "promoted", to: "rolled_back", reason: "2 of 2 runs failed (limit 5 %)" } }]);
  expect(changes[0]?.evidence).toHaveLength(2);
  await project.turnRed({ files: { "README.md": "# 2\n" } });
  expect(await project.closed(2)).toMatchObject({ status: "escalated", reason: expect.stringMatching(/^eslint-fix 1\.\d+\.\d+ was rolled back in this repository .* raise its version/) });
  expect(project.fixRuns()).toHaveLength(2);
  const elsewhere = await Project.open(stand, "lucky");
  await elsewhere.offered();
});

const ownSkill = (name: string): string => [
  "---", `name: ${name}`, "description: Turns var into const, as this repository wants it.", "---", "", "## Contract", "```yaml", "version: 1.0.0", "complexity: 1",
  "handles: [{class: lint, tool: eslint}]", "files: {allow: [\"**/*.js\"]}", "actions: {allow: [modify_text, change_syntax_tree]}",
  "fix: [[\"npx\", \"--no-install\", \"eslint\", \"--fix\", \"{files}\"]]", "post_check: [[\"npx\", \"--no-install\", \"eslint\", \"{files}\"]]",
  "limits: {seconds: 60, memory_mb: 1024, output_mb: 4, network: none}", "```", "",
  "## Fix", "```sh", "npx --no-install eslint --fix {files}", "```", "## Post-check", "```sh", "npx --no-install eslint {files}", "```", "",
].join("\n");
const withOwn = (name: string): Record<string, string> => ({
  [`.github/skills/${name}/SKILL.md`]: ownSkill(name), [`.github/skills/${name}/examples/first/case.json`]: "{}\n",
  ".github/regreen.yml": "version: 1\nreact: {branches: [\"**\"]}\nskills: {disable: [eslint-fix], standing: {promote_after: 1}}\n",
});

test("a repository's own skill begins as a candidate: its patch is proven and kept, a person is told, and nothing is proposed until it has earned that", async () => {
  const project = await Project.open(stand, "own-skill", withOwn("our-lint"));
  await project.turnRed();
  const { plan } = await project.fixRun();
  expect(plan.steps.map(({ skill }) => [skill.name, skill.document?.startsWith("---\nname: our-lint\n")])).toEqual([["our-lint", true]]);
  await project.endFixJob();
  const held = await project.closed();
  expect(held).toMatchObject({ status: "escalated", reason: expect.stringContaining(`our-lint 1.0.0 is still a candidate in this repository, so nothing of it is proposed. The patch is kept: \`/autofix approve\` in a comment on this issue offers it, \`regreen apply ${held.execution ?? ""}\``) });
  expect([project.pulls(), project.issues().length]).toEqual([[], 1]);
  expect(await project.file("regreen/evidence", `${held.id}/IMPLEMENT/change.patch`)).toContain("+const answer = 42;");
  expect((await project.ledger()).filter(({ kind }) => kind === "standing_changed")).toMatchObject([{ payload: { skill: "our-lint", from: "candidate", to: "promoted", reason: "1 successes among 1 runs" } }]);
  await project.turnRed({ files: { "README.md": "# Again\n" } });
  await project.endFixJob();
  await project.until(({ offer }) => offer?.number != null, 1);
});

test("an own skill under the name of a built-in one is a mistake that is shown, and one on another branch is not there", async () => {
  const project = await Project.open(stand, "shadowing", withOwn("gofmt"));
  await project.turnRed();
  const [check] = await until("the check run", () => (project.checks("regreen/configuration").length > 0 ? project.checks("regreen/configuration") : null), 20);
  expect(check).toMatchObject({ conclusion: "failure", output: { summary: expect.stringContaining(".github/skills/gofmt/SKILL.md:1:1: gofmt is the name of a built-in skill") } });
  const other = await Project.open(stand, "not-on-main", { ".github/regreen.yml": "version: 1\nreact: {branches: [\"**\"]}\nskills: {disable: [eslint-fix]}\n" });
  await other.turnRed({ branch: "feature", files: withOwn("our-lint") });
  expect(await other.closed()).toMatchObject({ status: "skipped", reason: expect.stringContaining("disables it") });
  expect(other.fixRuns()).toEqual([]);
});
