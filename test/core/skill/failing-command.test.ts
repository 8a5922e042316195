/** Options that stand in the failing command alone: known, carried over, or the reason why no skill is run. */
import { describe, expect, test } from "@jest/globals";
import { Configuration } from "../../../src/core/configuration/configuration.ts";
import { FailureReport } from "../../../src/core/failure/report.ts";
import { builtInSkillsFolder, loadSkills } from "../../../src/adapters/skills/read-skills.ts";
import { chooseSkills } from "../../../src/core/skill/choose.ts";
import { commandsOf } from "../../../src/core/skill/failing-command.ts";
import { parseSkill } from "../../../src/core/skill/parse-skill.ts";
import { skillText } from "./skill-text.ts";

const skills = await loadSkills(builtInSkillsFolder());
const report = (failure_class: string, tool: string, changes: object): FailureReport => FailureReport.parse({
  failure_class, tool, pattern_name: "x", transient: false, confidence: 0.9, rule: "x/x", step: null, locations: [], file_paths: ["src/a.py"], failing_tests: [], evidence: [], error_snippet: "", fingerprint: "0".repeat(64), ...changes,
});
const choose = (...reports: readonly FailureReport[]) => chooseSkills({ reports, skills, configuration: Configuration.parse({ version: 1 }) });
const lint = (...commands: readonly string[]): FailureReport => report("lint", "ruff", { commands });

test("an option that the contract carries over goes with the choice", () => {
  expect(choose(lint("ruff check --select I --output-format github src"))).toMatchObject([{ skill: { name: "ruff-fix" }, options: ["--select", "I"] }]);
});

test("a command without options, and a log without commands, ask for none", () => {
  for (const one of [lint("ruff check ."), report("lint", "ruff", {}), lint("make lint")]) expect(choose(one)[0]).not.toHaveProperty("options");
});

describe("the choice is refused by name where", () => {
  test.each<readonly [string, readonly string[], string]>([
    ["an option is not known", ["ruff check --config ci.toml ."], "the failing command has the option --config, which the contract does not know; ruff-fix would mend it as if the option were not there. Put it into the tool's configuration file"],
    ["it stands in what npm or make echoes", ["make lint", "ruff check --extend-per-file-ignores a:b ."], "--extend-per-file-ignores"],
    ["a variable holds the options", ["ruff check $RUFF_OPTS ."], "takes options from $RUFF_OPTS, which the log does not show"],
    ["the step runs the tool in two ways", ["ruff check .", "ruff check --select I ."], "runs ruff check in several ways (without options; --select I)"],
  ])("%s", (_name, commands, reason) => {
    expect(choose(lint(...commands))).toMatchObject([{ skill: null, refusal: "command-options", reason: expect.stringContaining(reason) }]);
  });

  test("two failures of a run ask for other options of one skill: the first is answered", () => {
    expect(choose(lint("ruff check --select I ."), lint("ruff check ."))).toMatchObject([{ skill: { name: "ruff-fix" } }, { skill: null, refusal: "command-options" }]);
  });

  test("a file lies in several packages and the log does not tell in which", () => {
    expect(choose(report("lint", "ruff", { unplaced: [{ path: "src/a.py", reason: "which is a file of a, b" }] }))).toMatchObject([{ skill: null, refusal: "unplaced-file", reason: "the log names src/a.py, which is a file of a, b" }]);
  });
});

test("the other tools of a step are not asked: formatting has options of its own", () => {
  expect(choose(lint("ruff format --line-length 100 .", "ruff check ."))[0]).toMatchObject({ skill: { name: "ruff-fix" } });
});

test("a skill of a repository that names no options knows those of its own commands", () => {
  const own = parseSkill({ name: "trim-text", bytes: new TextEncoder().encode(skillText), origin: ".github/skills/trim-text" });
  const trim = (command: string) => chooseSkills({ reports: [report("format", "trim", { file_paths: ["a.txt"], commands: [command] })], skills: [own], configuration: Configuration.parse({ version: 1 }) })[0];
  expect(trim("trim --check .")).toMatchObject({ skill: { name: "trim-text" } });
  expect(trim("trim --check --width 9 .")).toMatchObject({ skill: null, refusal: "command-options" });
});

test.each<readonly [string, readonly [string, string], string]>([
  ["names options to carry and gives its commands no place for them", ["limits:", 'options: {carried: ["--width="]}\nlimits:'], "put {options} into it"],
  ["gives a place and names none", ['["trim", "{files}"]', '["trim", "{options}", "{files}"]'], "`options.carried` names none"],
  ["names something that is no option", ["limits:", "options: {harmless: [check]}\nlimits:"], "an option such as --check"],
])("a contract that %s does not load", (_name, [from, to], said) => {
  expect(() => parseSkill({ name: "trim-text", bytes: new TextEncoder().encode(skillText.replace(from, to)), origin: "built-in" })).toThrow(said);
});

test("every built-in skill that runs a tool says which options it knows", () => {
  expect(skills.filter(({ contract }) => commandsOf(contract).length > 0 && contract.options === undefined).map(({ name }) => name)).toEqual([]);
});

describe("a skill that works by a language model", () => {
  const failure = report("test-failure", "jest", { file_paths: ["src/a.js"] });
  const asked = (skillNames: readonly string[]) => chooseSkills({ reports: [failure], skills, configuration: Configuration.parse({ version: 1, fix: { max_complexity: 5 }, skills: { opt_in: skillNames } }) })[0];

  test("is no answer where the repository did not ask for it, and is refused by name where it did", () => {
    expect(asked([])).toMatchObject({ skill: null, refusal: "no-skill" });
    expect(asked(["model-edit"])).toMatchObject({ skill: null, refusal: "needs-model", reason: "model-edit needs a language model, and none is configured here" });
  });

  test.each<readonly [string, readonly [string, string]]>([
    ["asks for a model and does not require one", ['fix: [["trim", "{files}"]]', "fix: [{model: edit}]"]],
    ["requires one and does not ask for it", ["requires: [trim]", "requires: [trim, model]"]],
  ])("does not load where its contract %s", (_name, [from, to]) => {
    expect(() => parseSkill({ name: "trim-text", bytes: new TextEncoder().encode(skillText.replace(from, to)), origin: "built-in" })).toThrow("belong together");
  });
});
