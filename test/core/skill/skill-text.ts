/** A small valid SKILL.md, for tests that change one thing in it. */
export const skillText = `---
name: trim-text
description: Trims text files.
metadata:
  area: text
---

# trim-text

Trims.

## Contract

\`\`\`yaml
version: 1.0.0
complexity: 1
handles: [{class: format, tool: trim}]
requires: [trim]
files: {allow: ["**/*.txt"]}
actions: {allow: [modify_text]}
fix: [["trim", "{files}"]]
post_check: [["trim", "--check", "{files}"]]
limits: {seconds: 10, memory_mb: 64, output_mb: 1, network: none}
\`\`\`

## Fix

\`\`\`sh
trim {files}
\`\`\`

## Post-check

\`\`\`sh
trim --check {files}
\`\`\`
`;
