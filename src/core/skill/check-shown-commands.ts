/** The commands that a SKILL.md shows to people are the contract's, in its order: what is read is what is run. */
import { Fault } from "../fault/fault.ts";
import type { FixCommand, PostCheck } from "./contract.ts";
import type { Contract } from "./whole-contract.ts";
import type { Section, SkillDocument } from "./skill-document.ts";

/** Fault `skill-invalid` at the first line shown under `## Fix` or `## Post-check` that is not the contract's command. */
export function checkShownCommands(document: SkillDocument, contract: Contract): void {
  compare(sectionOf(document, "Fix"), contract.fix.map(showCommand));
  compare(sectionOf(document, "Post-check"), contract.post_check.map(showCommand));
}

/** A command as people read it: `gofmt -w {files}`, `transform: normalise_whitespace`, `unchanged_by: normalise_whitespace`. */
export function showCommand(command: FixCommand | PostCheck): string {
  if (Array.isArray(command)) return command.map(quote).join(" ");
  if ("prints_nothing" in command) return `prints_nothing: ${command.prints_nothing.map(quote).join(" ")}`;
  if ("model" in command) return `model: ${command.model}`;
  if ("failing_command" in command) return `failing_command: ${command.failing_command}`;
  if ("configured" in command) return `configured: ${command.configured}`;
  if ("unchanged_by_configured" in command) return `unchanged_by_configured: ${command.unchanged_by_configured}`;
  if ("add" in command) return `add: ${command.add}`;
  if ("added" in command) return `added: ${command.added}`;
  if ("restore" in command) return `restore: ${command.restore}`;
  if ("restored" in command) return `restored: ${command.restored}`;
  if ("unchanged_by_edit" in command) return `unchanged_by_edit: ${command.unchanged_by_edit}`;
  if ("edit" in command) return `edit: ${command.edit}`;
  return "transform" in command ? `transform: ${command.transform}` : `unchanged_by: ${command.unchanged_by}`;
}

function quote(argument: string): string {
  return /^[A-Za-z0-9_@%+=:,./{}-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

function sectionOf(document: SkillDocument, title: string): Section {
  const section = document.sections.find((each) => each.title === title);
  if (section === undefined) throw new Fault("skill-invalid", { detail: `1:1: there is no section \`## ${title}\`; add it with the contract's commands in a fenced block` });
  return section;
}

function compare(section: Section, expected: readonly string[]): void {
  const shown = section.blocks.flatMap((block) => block.text.split("\n").map((text, index) => ({ text: text.replace(/^\$ /, "").trim(), line: block.line + index })));
  const commands = shown.filter(({ text }) => text !== "" && !text.startsWith("#"));
  const count = Math.max(commands.length, expected.length);
  for (let index = 0; index < count; index += 1) {
    const command = commands[index];
    const due = expected[index];
    if (command !== undefined && command.text === due) continue;
    const line = command?.line ?? section.line;
    const remedy = due === undefined ? "the contract has no such command; take the line out" : `the contract says \`${due}\`; show that`;
    throw new Fault("skill-invalid", { detail: `${line}:1: \`## ${section.title}\` ${command === undefined ? "shows too few commands" : `shows \`${command.text}\``}; ${remedy}` });
  }
}
