/** What a person sees after the whole story: Regreen's own pages, and the loopback GitHub's with all that Regreen wrote there. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { openStage, type Stage } from "../demo/stage.ts";
import { tellWholeStory } from "../demo/story.ts";
import { startTimeline } from "../demo/timeline.ts";
import { inClone } from "./in-a-clone.ts";
import { faintTexts, linksOf, openBrowser, overhang, read } from "./reader.ts";

let stage: Stage;
let browser: Browser;
let repair: string;
let offered: string;
let own: string;
let hub: string;

beforeAll(async () => {
  [stage, browser] = await Promise.all([openStage(), openBrowser()]);
  const offer = await tellWholeStory(stage, startTimeline(() => undefined));
  repair = /regreen:repair:(fix_\w+)/.exec(offer.body ?? "")?.[1] ?? "";
  offered = offer.body ?? "";
  [own, hub] = [stage.process().url, stage.loopback.url];
}, 120_000);
afterAll(async () => {
  await browser.close();
  await stage.close();
});

/** Address by name, once the stage stands. */
const addresses = {
  repairs: () => `${own}/repairs`,
  "a repair": () => `${own}/repairs/${repair}`,
  budgets: () => `${own}/budgets`,
  skills: () => `${own}/skills`,
  "a repository's skills": () => `${own}/repositories/${stage.repository.id}/skills`,
  "a skill": () => `${own}/repositories/${stage.repository.id}/skills/eslint-fix`,
  ledger: () => `${own}/ledger`,
  "a ledger entry": () => `${own}/ledger/1`,
  repository: () => `${hub}/octo/bakery`,
  "pull request": () => `${hub}/octo/bakery/pull/2`,
  issue: () => `${hub}/octo/bakery/issues/1`,
  runs: () => `${hub}/octo/bakery/actions`,
  "evidence branch": () => `${hub}/octo/bakery/tree/regreen/evidence/${repair}`,
  ModLog: () => `${hub}/octo/bakery/blob/main/ModLog.md`,
} as const;
type Name = keyof typeof addresses;
const names = Object.keys(addresses) as Name[];

describe.each(["light", "dark"] as const)("in %s", (scheme) => {
  test.each(names)("%s is readable, fits a phone, and the browser complains about nothing", async (name) => {
    const { page, status, complaints } = await read(browser, addresses[name](), { scheme, width: 390 });
    expect({ status, complaints, wide: await overhang(page), faint: await faintTexts(page) }).toEqual({ status: 200, complaints: [], wide: 0, faint: [] });
    await page.close();
  });
});

test.each(names)("every link of %s leads somewhere", async (name) => {
  const { page } = await read(browser, addresses[name]());
  const links = await linksOf(page);
  expect(links.length).toBeGreaterThan(2);
  const answers = await Promise.all(links.map(async (link) => [link, (await fetch(link)).status] as const));
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  await page.close();
});

test("from the list of repairs a person comes to a repair, to its evidence, and reads it with its digest", async () => {
  const { page } = await read(browser, `${own}/repairs`);
  await page.locator(`a[href="/repairs/${repair}"]`).first().click();
  expect(await page.locator("h1").innerText()).toContain("eslint problems");
  expect(await page.locator("main").innerText()).toMatch(/It is over: pull request #2 was merged; checks afterwards: success/);
  await page.getByRole("link", { name: "change.patch" }).click();
  expect(await page.locator("main").innerText()).toMatch(/digest holds/);
  expect(await page.locator("pre").innerText()).toContain("+++ b/src/order.js");
  await page.close();
});

test("the ledger's page says that the chain holds", async () => {
  const { page } = await read(browser, `${own}/ledger`);
  expect(await page.locator("main").innerText()).toMatch(/the chain holds\s+\d+ entries, every hash recomputed/);
  await page.close();
});

test("the pull request is shown as Markdown: tables, folded parts, code", async () => {
  const { page } = await read(browser, `${hub}/octo/bakery/pull/2`);
  const body = page.locator(".writing").first();
  expect(await body.locator("h3").allInnerTexts()).toEqual(["What failed", "What was done", "Proof", "What you can do"]);
  expect(await body.locator("table").count()).toBe(3);
  await body.getByText("What the log said").click();
  expect(await body.locator("details[open] pre").first().innerText()).toMatch(/^src\/order\.js\n/);
  expect(await body.innerText()).not.toMatch(/\|---|###|<\/|\{files\}|_work|orphan/);
  await page.close();
});

test("what the pull request tells to type works in a clone: the same change, and the digest that it names", async () => {
  const [, reproduction = "false"] = /```sh\n([\s\S]*?)```/.exec(offered) ?? [];
  const changed = await inClone(stage, `${reproduction}\ngit diff --name-only; git diff --quiet origin/main -- src/order.js src/receipt.js scripts/labels.py`);
  expect(changed.trim().split("\n")).toEqual(["scripts/labels.py", "src/order.js", "src/receipt.js"]);
  const [, command = "false", digest = ""] = /\*\*Check the patch\*\*: `([^`]+)` gives `([0-9a-f]{64})`/.exec(offered) ?? [];
  expect(await inClone(stage, command)).toContain(digest);
});

test("the list of evidence is what sha256sum checks, in the branch as it was when the pull request was opened", async () => {
  const [, list = ""] = /when this was opened:\n\n```text\n([\s\S]*?)\n```/.exec(offered) ?? [];
  const opened = `$(git log --format=%H --diff-filter=A origin/regreen/evidence -- ${repair}/REVIEW/review.json)`;
  const checked = await inClone(stage, `git switch --quiet --detach "${opened}" && printf '%s\\n' '${list}' | sha256sum --check`);
  expect(checked.trim().split("\n").filter((line) => !line.endsWith(": OK"))).toEqual([]);
});

test("the escalation shows the failing test, the place, and the values that differ", async () => {
  const { page } = await read(browser, `${hub}/octo/bakery/issues/1`);
  const text = await page.locator("main").innerText();
  for (const shown of ["ci / test fails: test “a dozen rolls are a tenth cheaper”", "test/price.test.js:9", "540 !== 486", "What you can do"]) expect(text).toContain(shown);
  await page.close();
});

test("the fix job's summary says what was done", async () => {
  const run = stage.repository.workflowRuns.find(({ workflow }) => workflow.path.endsWith("regreen-fix.yml"));
  const { page } = await read(browser, `${hub}/octo/bakery/actions/runs/${run?.id ?? 0}`);
  expect(await page.locator(".writing").innerText()).toMatch(/The fix holds: every post-check passes[\s\S]*3 changed files/);
  await page.close();
});
