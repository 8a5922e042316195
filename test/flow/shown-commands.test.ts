/** Every command that the README and the pages it links show is one that was run: here, or in the test that is named. And every command's help teaches by an example. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { commands } from "../../src/commands.ts";
import type { Desk } from "../cli/program.ts";
import { sandbox } from "../execution/workshop.ts";
import { elsewhere, shownCommands } from "../docs/commands.ts";
import { openDemoDesk, readPage } from "../docs/samples.ts";

jest.setTimeout(120_000);
const root = join(import.meta.dirname, "../..");
const pages = [...globSync("docs/*.md", { cwd: root }), "README.md"].toSorted();
let desk: Desk;
beforeAll(() => {
  desk = openDemoDesk();
  for (const name of ["red.log", "lint.log"]) desk.write(name, desk.read("failed.log"));
  desk.write("green.log", "\n> eslint .\n\n");
  desk.write(".github/acme-lint.json", JSON.stringify({ problemMatcher: [{ owner: "acme", pattern: [{ regexp: "^(.+):(\\d+): (.+)$", file: 1, line: 2, message: 3 }] }] }));
});
afterAll(() => { desk.remove(); });

test.each(shownCommands)("regreen $shown", async ({ args, code, says }) => {
  const runsTools = ["fix", "watch"].includes(args[0] ?? "") && !args.includes("--jobs");
  const run = await desk.regreen([...args, ...(runsTools && sandbox.kind === "none" ? ["--unsafe-no-sandbox"] : [])]);
  expect([run.code, `${run.stdout}${run.stderr}`]).toEqual([code, expect.stringContaining(says)]);
});

test.each(pages)("%s shows no command that nobody ran", (page) => {
  const shown = [...readPage(page).replace(/<!-- performance:start -->[\s\S]*<!-- performance:end -->/, "").matchAll(/(?:`|\n(?:\$ )?|&& )(?:npx )?regreen ([a-z][^`\n]*)/g)].map(([, words = ""]) => words.replace(/\s+#.*$/, "").replace(/\s&& .*$/, "").trim());
  const isRun = (words: string): boolean => shownCommands.some((one) => one.shown === words || words.startsWith(`${one.shown} --from`)) || elsewhere.some((one) => words === one.shown || words.startsWith(`${one.shown} `) || words.startsWith(`${one.shown}=`));
  // A verb alone names a command and runs nothing.
  expect(shown.filter((words) => words.includes(" ") && !isRun(words))).toEqual([]);
});

test("the tests that are named are there and say the command", () => {
  const says = (text: string, shown: string): boolean => shown.split(" ").some((word) => text.includes(`"${word}"`)) || text.includes(`cli/commands/${shown.split(" ")[0] ?? ""}.ts`);
  expect(elsewhere.filter(({ shown, test: file }) => !existsSync(join(root, file)) || !says(readFileSync(join(root, file), "utf8"), shown))).toEqual([]);
});

test("the help names every command, where to begin, and the exit codes", async () => {
  const { stdout, code } = await desk.regreen(["--help"]);
  const words = stdout.replace(/\s+/g, " ");
  expect([code, commands.filter(({ name, summary }) => !words.includes(` ${name} ${summary}`)).map(({ name }) => name)]).toEqual([0, []]);
  expect([stdout.includes("Begin with one of these"), stdout.includes("Exit codes: 0 done")]).toEqual([true, true]);
});

test.each(commands.map(({ name, load }) => ({ name, load })))("the help of $name begins with how it is called, and has an example that calls it", async ({ name, load }) => {
  const { usage } = await load();
  expect(usage.trim()).toMatch(new RegExp(`^Usage: regreen ${name}`));
  expect(usage.slice(usage.search(/^Examples?:/m))).toMatch(new RegExp(`^Examples?:[\\s\\S]*regreen ${name}\\b`));
});
