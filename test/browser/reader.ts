/** A person with a browser: headless Chromium from the system, told to read a page and to say all that it complained about. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export interface Look {
  readonly scheme: "light" | "dark";
  readonly width: number;
}

export interface Sight {
  readonly page: Page;
  readonly status: number;
  /** Console errors, failed requests, and violations of the page's own content security policy. */
  readonly complaints: readonly string[];
}

/** Throws when there is no Chromium: this suite is run where one is installed. */
export function openBrowser(): Promise<Browser> {
  const executablePath = places.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error(`No Chromium at ${places.join(", ")}. Install one: apt-get install chromium.`);
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
}

export async function read(browser: Browser, url: string, { scheme, width }: Look = { scheme: "light", width: 1280 }): Promise<Sight> {
  const page = await browser.newPage({ colorScheme: scheme, viewport: { width, height: 900 } });
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("requestfailed", (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText ?? ""}`));
  const answer = await page.goto(url);
  return { page, status: answer?.status() ?? 0, complaints };
}

/** Addresses of all links of the page, absolute, without what comes after `#`. */
export function linksOf(page: Page): Promise<string[]> {
  return page.evaluate<string[]>("[...new Set([...document.links].map((link) => link.href.replace(/#.*$/, '')))]");
}

/** By how many pixels the page is wider than its window. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
}

/** Texts that are hard to tell from their background. */
export function faintTexts(page: Page): Promise<readonly { readonly text: string; readonly ratio: number }[]> {
  return page.evaluate(readFileSync(join(import.meta.dirname, "faint-texts.js"), "utf8"));
}
