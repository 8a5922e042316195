/** A repository with a skill of its own, `our-spaces`, which trims white space where flake8 asks for it. */
import { showCommand } from "../../../src/core/skill/check-shown-commands.ts";
import type { FixCommand } from "../../../src/core/skill/contract.ts";

export const folder = ".github/skills/our-spaces";
export const trim: FixCommand = { transform: "normalise_whitespace" };
export const document = (version: string, fix: readonly FixCommand[] = [trim]): string => `---
name: our-spaces
description: Trims white space at the ends of lines where this repository's flake8 asks for it.
---

## Contract

\`\`\`yaml
version: ${version}
complexity: 1
handles: [{class: lint, tool: flake8}, {class: format, tool: flake8}]
files: {allow: ["**/*.py"]}
actions: {allow: [modify_text, modify_comments]}
fix: ${JSON.stringify(fix)}
post_check: [{unchanged_by: normalise_whitespace}]
limits: {seconds: 60, memory_mb: 1024, output_mb: 4, network: none}
\`\`\`

## Fix

\`\`\`sh
${fix.map(showCommand).join("\n")}
\`\`\`

## Post-check

\`\`\`sh
unchanged_by: normalise_whitespace
\`\`\`
`;
export const log = "src/app.py:1:6: W291 trailing whitespace\n";
export const code = "a = 1 \n";
const example = JSON.stringify({ kind: "repair", title: "A blank", command: "flake8 src", tool: "flake8", tool_version: "7.3.0", configuration: { skills: { disable: ["whitespace-eol"] } } });
const exampleFiles = (name: string, more: string): Record<string, string> => ({
  [`${folder}/examples/${name}/case.json`]: example, [`${folder}/examples/${name}/failure.log`]: log,
  [`${folder}/examples/${name}/before/src/app.py`]: code + more, [`${folder}/examples/${name}/after/src/app.py`]: `a = 1\n${more}`,
});
export const files: Record<string, string> = {
  "src/app.py": code, ".github/regreen.yml": "version: 1\nskills: {disable: [whitespace-eol]}\n",
  [`${folder}/SKILL.md`]: document("1.0.0"), ...exampleFiles("one", ""), ...exampleFiles("three", "c = 3\n"), ...exampleFiles("two", "b = 2\n"),
};
