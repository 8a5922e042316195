/** The documentation stays true: sample outputs are what the program prints, commands are ones that it has, and links lead somewhere. */
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@jest/globals";
import { commands } from "../../src/commands.ts";
import { MOST_BYTES, pictures } from "../docs/pictures.ts";
import { block, markers, openDemoDesk, printed, readPage, samples } from "../docs/samples.ts";

const root = join(import.meta.dirname, "../..");
const pages = [...globSync("docs/*.md", { cwd: root }), "README.md"].toSorted();

test.each(samples)("the sample of `$command` in $page is what it prints (npm run docs:samples)", async (sample) => {
  const desk = openDemoDesk();
  const text = readPage(sample.page);
  const [start, end] = markers(sample.name);
  const now = await printed(sample, desk);
  desk.remove();
  expect(text.slice(text.indexOf(start) + start.length, text.indexOf(end))).toBe(block(sample, now));
});

test("every picture in the documentation is one that the script makes, no larger than a page can bear, and says in words what it shows", () => {
  const shown = pages.flatMap((page) => [...readPage(page).matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(([, words = "", path = ""]) => ({ words, path: join(dirname(page), path) })));
  expect(shown.map(({ path }) => path).toSorted()).toEqual(pictures.map(({ file }) => `docs/pictures/${file}`).toSorted());
  expect(shown.filter(({ words, path }) => words.length < 20 || statSync(join(root, path)).size > MOST_BYTES)).toEqual([]);
});

test.each(pages)("%s names commands that there are", (page) => {
  const named = [...readPage(page).matchAll(/(?:`|\n(?:\$ )?)(?:npx )?regreen ([a-z]+)/g)].map(([, name]) => name);
  expect(named.filter((name) => !commands.some((command) => command.name === name))).toEqual([]);
});

test.each(pages)("%s links to files and headings that there are", (page) => {
  const links = [...readPage(page).matchAll(/\]\((?!https?:)([^)\s#]*)(#[^)\s]*)?\)/g)].map(([, path = "", heading = ""]) => ({ path: path === "" ? page : join(dirname(page), path), heading: heading.slice(1) }));
  const lost = links.filter(({ path, heading }) => !existsSync(join(root, path)) || (heading !== "" && !headingsOf(path).includes(heading)));
  expect(lost).toEqual([]);
});

/** As GitHub names the anchors of headings. */
function headingsOf(path: string): readonly string[] {
  return [...readFileSync(join(root, path), "utf8").matchAll(/^#{1,6} (.+)$/gm)].map(([, title = ""]) => title.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-"));
}
