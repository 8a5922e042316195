/** The pictures in the documentation: each is a page as a real browser shows it, after the demo's story was told on the loopback GitHub. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { openBrowser, read } from "../browser/reader.ts";
import { openStage } from "../demo/stage.ts";
import { tellWholeStory } from "../demo/story.ts";
import { startTimeline } from "../demo/timeline.ts";

const root = join(import.meta.dirname, "../..");
const LOOK = { scheme: "light", width: 900 } as const;
/** A page is shown down to here; the rest says itself. */
const HEIGHT = 760;
/** GitHub shows them at the width of a page; more bytes make the first look slow. */
export const MOST_BYTES = 200 * 1024;

export interface Picture {
  /** Below `docs/pictures`. */
  readonly file: string;
  /** Of which server, and which path; `<repair>` stands for the story's. */
  readonly of: "GitHub" | "Regreen";
  readonly path: string;
}

export const pictures: readonly Picture[] = [
  { file: "pull-request.png", of: "GitHub", path: "/octo/bakery/pull/2" },
  { file: "issue.png", of: "GitHub", path: "/octo/bakery/issues/1" },
  { file: "repair.png", of: "Regreen", path: "/repairs/<repair>" },
  { file: "ledger.png", of: "Regreen", path: "/ledger" },
];

export async function writePictures(): Promise<void> {
  const [stage, browser] = await Promise.all([openStage(), openBrowser()]);
  try {
    const offer = await tellWholeStory(stage, startTimeline(() => undefined));
    const repair = /regreen:repair:(fix_\w+)/.exec(offer.body ?? "")?.[1] ?? "";
    mkdirSync(join(root, "docs/pictures"), { recursive: true });
    for (const { file, of, path } of pictures) await take(browser, `${of === "GitHub" ? stage.loopback.url : stage.process().url}${path.replace("<repair>", repair)}`, file);
  } finally {
    await browser.close();
    await stage.close();
  }
}

async function take(browser: Browser, url: string, file: string): Promise<void> {
  const { page, status } = await read(browser, url, LOOK);
  if (status !== 200) throw new Error(`${url} answers ${String(status)}`);
  const bytes = await page.screenshot({ clip: { x: 0, y: 0, width: LOOK.width, height: HEIGHT }, fullPage: true });
  if (bytes.length > MOST_BYTES) throw new Error(`${file} is ${String(bytes.length)} bytes long, and ${String(MOST_BYTES)} are allowed`);
  writeFileSync(join(root, "docs/pictures", file), bytes);
  await page.close();
}
