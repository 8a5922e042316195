/** The first files of a repository's own skill: a contract that is valid as it stands, and the place for an example. */
import { Fault } from "../../core/fault/fault.ts";
import { SkillName } from "../../core/skill/skill.ts";

/** Files by path within the skill's folder. Fault `skill-invalid` where the name is none. */
export function newSkillFiles(name: string): Readonly<Record<string, string>> {
  if (!SkillName.safeParse(name).success) throw new Fault("skill-invalid", { detail: `"${name}" is no name: 1 to 64 of a-z and 0-9, with single hyphens between them` });
  return { "SKILL.md": documentOf(name), "examples/first/case.json": caseOf(name), "examples/first/failure.log": "", "examples/first/before/.gitkeep": "", "examples/first/after/.gitkeep": "" };
}

function documentOf(name: string): string {
  return `---
name: ${name}
description: Says in one or two sentences what it repairs, and when to use it.
---

# ${name}

## Contract

\`\`\`yaml
version: 0.1.0
complexity: 1
handles: [{class: lint, tool: ${name}}]
requires: [${name}]
files: {allow: ["**/*.txt"], max_files: 50, max_changed_lines: 400}
actions: {allow: [modify_text, change_syntax_tree]}
fix: [["${name}", "--fix", "{files}"]]
post_check: [["${name}", "{files}"]]
limits: {seconds: 60, memory_mb: 1024, output_mb: 4, network: none}
\`\`\`

## Fix

\`\`\`sh
${name} --fix {files}
\`\`\`

## Post-check

\`\`\`sh
${name} {files}
\`\`\`

## Notes

What it leaves to people, and why.
`;
}

function caseOf(name: string): string {
  return `${JSON.stringify({ kind: "repair", title: "What this example shows", command: `${name} .`, tool: name, tool_version: "0.0.0" }, null, 2)}\n`;
}
