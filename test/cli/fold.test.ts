import { expect, test } from "@jest/globals";
import { commands } from "../../src/commands.ts";
import { fold } from "../../src/cli/fold.ts";
import { helpText } from "../../src/cli/help.ts";

test("an option's words continue under its words", () => {
  expect(fold("  --key <file>  the key that the checkpoint must be signed with; by default this database's own one")).toBe(
    "  --key <file>  the key that the checkpoint must be signed with; by default this\n                database's own one",
  );
});

test("a command that is to be copied stays whole", () => {
  const command = `  git worktree add ../evidence regreen/evidence && regreen evidence verify ${"x".repeat(60)}`;
  expect(fold(command)).toBe(command);
});

test("every help fits eighty columns, but for commands that are to be copied", async () => {
  const helps: string[] = [];
  for (const entry of commands) helps.push(fold((await entry.load()).usage));
  const wide = [fold(helpText(commands)), ...helps].flatMap((help) => help.split("\n")).filter((line) => line.length > 80 && !/^ {2}(?:regreen|git|gh) /.test(line));
  expect(wide).toEqual([]);
});
