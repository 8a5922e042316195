/** A person with a browser and without JavaScript: signs in with GitHub, steers a repair, approves what a machine asked for, asks for something. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { until } from "../demo/until.ts";
import { rollBack } from "../dashboard/rolled-back.ts";
import { deliver, digested } from "../flow/deliver.ts";
import { freePort } from "../flow/free-port.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";
import { faintTexts, openBrowser, overhang } from "./reader.ts";

let stand: Stand;
let browser: Browser;
let person: BrowserContext;
let project: Project;
let id: string;
let waiting: string;

beforeAll(async () => {
  [stand, browser] = await Promise.all([freePort().then((signInAt) => openStand({ pages: "members", signInAt })), openBrowser()]);
  project = await Project.open(stand, "bakery");
  await project.offered();
  id = (await project.repairs())[0]?.id ?? "";
  for (const [name, command] of [["a", "lint --scan"], ["b", "mode ops"]]) await deliver(stand, { event: "repository_dispatch", body: JSON.stringify({
    action: "regreen", client_payload: { version: 1, id: name, commands: [command] }, repository: { id: project.repository.id, full_name: "octo/bakery", default_branch: "main" }, installation: { id: stand.installation.id }, sender: { login: "github-actions[bot]", type: "Bot" },
  }) });
  await digested(stand);
  waiting = (await until("a request to wait", async () => (await stand.serving().store.requests.list(5)).find(({ state, lines }) => state === "waiting_approval" && lines[0] === "mode ops") ?? null, 20)).id;
  await rollBack(stand.serving().store, "octo/bakery", stand.clock.now());
  person = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await stand.close();
});

/** Where REGREEN_SCREENSHOTS names a folder, what was seen is kept there. */
async function kept(page: Page, name: string): Promise<void> {
  const folder = process.env["REGREEN_SCREENSHOTS"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

const home = (): string => stand.serving().url;

test("signing in with GitHub leads back to the page that was asked for", async () => {
  const page = await person.newPage();
  await page.goto(`${home()}/repairs/${id}/steer`);
  await kept(page, "sign-in");
  await page.getByRole("link", { name: "Sign in with GitHub" }).click();
  await page.getByRole("link", { name: "octo", exact: true }).click();
  expect([new URL(page.url()).pathname, await page.getByRole("heading", { level: 1 }).innerText()]).toEqual([`/repairs/${id}/steer`, "eslint problems in CI / lint"]);
  await page.close();
});

test("a repair is paused from its page, with the reason, and shows it; the browser itself asks for the reason", async () => {
  const page = await person.newPage();
  await page.goto(`${home()}/repairs/${id}`);
  await kept(page, "repair");
  await page.getByRole("link", { name: "Steer it" }).click();
  await page.getByRole("radio", { name: /^pause/ }).check();
  await page.getByRole("button", { name: "Do it" }).click();
  expect(new URL(page.url()).pathname).toBe(`/repairs/${id}/steer`);
  await page.getByLabel("Why").first().fill("the release is today");
  await kept(page, "steer");
  await page.getByRole("button", { name: "Do it" }).click();
  await page.getByText("Nothing more is done about").waitFor();
  await kept(page, "request-answered");
  await project.until(({ status }) => status === "paused");
  await page.goto(`${home()}/repairs/${id}`);
  expect(await page.locator("main").innerText()).toMatch(/What people said[\s\S]*octo[\s\S]*pause[\s\S]*the release is today/);
  await kept(page, "repair-paused");
  await page.close();
});

test("what a machine asked for is approved there, after a look at what it would do", async () => {
  const page = await person.newPage();
  await page.goto(`${home()}/requests`);
  await kept(page, "requests");
  await page.getByRole("link", { name: "mode ops" }).click();
  expect(await page.locator("main").innerText()).toMatch(/What it would do[\s\S]*The mode would be ops/);
  await page.getByLabel("Why").fill("it may");
  await kept(page, "request-waiting");
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByText("Approved:").waitFor();
  await until("the mode", async () => ((await stand.serving().store.orders.of(project.repository.id)).length === 1 ? true : null), 20);
  await page.close();
});

test("a request is made there", async () => {
  const page = await person.newPage();
  await page.goto(`${home()}/requests`);
  await page.getByLabel("Commands, one a line").fill("status");
  await page.getByRole("button", { name: "Ask" }).click();
  await page.getByText(/offered in|paused by/).first().waitFor();
  await page.close();
});

test("a skill that was rolled back is put on trial again from its page, with the reason, and the page shows who did and why", async () => {
  const page = await person.newPage();
  await page.goto(`${home()}/skills`);
  await kept(page, "skills");
  await page.getByRole("link", { name: "All ", exact: false }).first().click();
  await kept(page, "skills-of-a-repository");
  await page.getByRole("link", { name: "eslint-fix", exact: true }).first().click();
  await kept(page, "skill-rolled-back");
  await page.getByRole("button", { name: "Put it on trial" }).click();
  expect(new URL(page.url()).pathname).toBe(`/repositories/${project.repository.id}/skills/eslint-fix`);
  await page.getByLabel("Why").fill("its plugin was broken, and is mended");
  await page.getByRole("button", { name: "Put it on trial" }).click();
  await page.getByText("is on trial again in this repository").waitFor();
  await page.goto(`${home()}/repositories/${project.repository.id}/skills/eslint-fix`);
  await kept(page, "skill-on-trial");
  await page.getByRole("link", { name: /^ledger entry/ }).first().click();
  expect(await page.locator("main").innerText()).toMatch(/its hash holds[\s\S]*its plugin was broken, and is mended/);
  await kept(page, "ledger-entry");
  await page.close();
});

/** Address by name, once the stand stands. */
const addresses = {
  "steering a repair": () => `/repairs/${id}/steer`, requests: () => "/requests", "a waiting request": () => `/requests/${waiting}`, "a repository": () => `/repositories/${project.repository.id}`, "who one is": () => "/sign-in",
  skills: () => "/skills", "the skills of a repository": () => `/repositories/${project.repository.id}/skills`, "a skill": () => `/repositories/${project.repository.id}/skills/eslint-fix`,
} as const;

describe.each(["light", "dark"] as const)("in %s", (scheme) => {
  test.each(Object.keys(addresses) as (keyof typeof addresses)[])("%s is readable, fits a phone, and the browser complains about nothing", async (name) => {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 390, height: 900 }, storageState: await person.storageState() });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => { if (["error", "warning"].includes(message.type())) complaints.push(message.text()); });
    const answer = await page.goto(`${home()}${addresses[name]()}`);
    await kept(page, `${name.replaceAll(" ", "-")}-${scheme}-phone`);
    expect({ status: answer?.status(), complaints, wide: await overhang(page), faint: await faintTexts(page) }).toEqual({ status: 200, complaints: [], wide: 0, faint: [] });
    await context.close();
  });
});
