import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadSkills } from "../../../src/adapters/skills/read-skills.ts";
import { readTextAttributes } from "../../../src/adapters/skills/read-text-attributes.ts";
import { noAttributes } from "../../../src/core/skill/transform/text-attributes.ts";
import { skillText } from "../../core/skill/skill-text.ts";

let folder = "";
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), "regreen-skills-")); });
afterEach(() => rm(folder, { recursive: true }));

test("a skill with an example loads", async () => {
  await mkdir(join(folder, "trim-text/examples/one"), { recursive: true });
  await writeFile(join(folder, "trim-text/SKILL.md"), skillText);
  expect((await loadSkills(folder)).map((skill) => skill.name)).toEqual(["trim-text"]);
});

test("a skill without an example does not load, and the fault says what to add", async () => {
  await mkdir(join(folder, "trim-text"));
  await writeFile(join(folder, "trim-text/SKILL.md"), skillText);
  await expect(loadSkills(folder)).rejects.toThrow("trim-text/SKILL.md:1:1: it has no example; add examples/<case>/");
});

test("a skill that says that it is not proven loads without an example", async () => {
  await mkdir(join(folder, "trim-text"));
  await writeFile(join(folder, "trim-text/SKILL.md"), skillText.replace("area: text", 'proven: "false"\n  unproven-because: trim is not to be had'));
  expect(await loadSkills(folder)).toMatchObject([{ name: "trim-text", proven: false }]);
});

test("a folder without SKILL.md is named", async () => {
  await mkdir(join(folder, "empty"));
  await expect(loadSkills(folder)).rejects.toThrow("empty/SKILL.md:1:1: the file cannot be read");
});

test("a folder that is not there is a fault of the environment", async () => {
  await expect(loadSkills(join(folder, "nowhere"))).rejects.toMatchObject({ code: "environment-missing" });
});

test("attributes are read from every folder down to the file's, and links are passed over", async () => {
  await mkdir(join(folder, "docs/api"), { recursive: true });
  await writeFile(join(folder, ".gitattributes"), "*.md text eol=crlf\n");
  await writeFile(join(folder, "docs/.editorconfig"), "[*]\ntrim_trailing_whitespace = false\n");
  await symlink("/dev/zero", join(folder, "docs/api/.editorconfig"));
  expect(await readTextAttributes(folder, "docs/api/a.md")).toEqual({ ...noAttributes, endOfLine: "crlf", trimTrailingWhitespace: false });
});
