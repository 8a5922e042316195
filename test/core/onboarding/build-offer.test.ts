/** The onboarding pull request: what it says, and that nothing from outside becomes more than text in it. */
import { expect, test } from "@jest/globals";
import { marked, type Token } from "marked";
import type { RepositoryName } from "../../../src/core/identity/identifier.ts";
import type { Timestamp } from "../../../src/core/identity/timestamp.ts";
import { detectLayout } from "../../../src/core/onboarding/detect/detect-layout.ts";
import { buildOffer, type OfferFacts } from "../../../src/core/onboarding/offer/build-offer.ts";
import type { RunAccount } from "../../../src/core/onboarding/past/run-account.ts";
import { readLayout } from "./read-layout.ts";

const facts: OfferFacts = {
  repository: "octo/hello" as RepositoryName, defaultBranch: "main", layout: detectLayout(readLayout("npm")), pulls: null, past: { looked: 0, runs: [] }, workflow: "name: Regreen fix\n", webUrl: "https://github.example",
};

function tokensOf(body: string): Token[] {
  const all: Token[] = [];
  void marked.walkTokens(marked.lexer(body), (token) => { all.push(token); });
  return all;
}

test("it begins with the marker by which it is known again", () => {
  expect(buildOffer(facts).body.startsWith("<!-- regreen:onboarding -->\n\n")).toBe(true);
});

test("a workflow that is there already is not added again", () => {
  const { body } = buildOffer({ ...facts, workflow: null });
  expect(body).toContain("`.github/workflows/regreen-fix.yml`, is there already.");
  expect(body).not.toContain("/new/main");
});

test("too long a workflow for a link stands in the body, and the link names the file", () => {
  const { body } = buildOffer({ ...facts, workflow: `# ${"long ".repeat(2_000)}\n` });
  expect(body).toContain("(https://github.example/octo/hello/new/main?filename=.github%2Fworkflows%2Fregreen-fix.yml)");
  expect(body).toContain("```yaml\n# long long");
});

test("without an address of GitHub's pages the file is named and shown", () => {
  const { body } = buildOffer({ ...facts, webUrl: null });
  expect(body).toContain("as `.github/workflows/regreen-fix.yml`.");
  expect(body).toContain("name: Regreen fix");
});

test("paths, names of workflows and branches stay text: no link, no image, no mention, no HTML but ours", () => {
  const hostile = "[x](http://evil.example) ![y](http://evil.example/z) <img src=x onerror=y> @octo/team fixes #1 `|` \n# title";
  const layout = detectLayout({ paths: [`${hostile}/package-lock.json`, `${hostile}.js`], contents: new Map() });
  const run: RunAccount = { run_id: 1, at: "2026-11-20T08:15:00.000Z" as Timestamp, workflow: hostile, branch: hostile, answer: "mended", skills: ["eslint-fix"], what: hostile };
  const tokens = tokensOf(buildOffer({ ...facts, layout, past: { looked: 1, runs: [run] }, workflow: `# ${hostile}\n${"`".repeat(5)}\n`, defaultBranch: "a)b](http://evil.example" }).body);
  const hrefs = tokens.flatMap((token) => (token.type === "link" ? [(token as { href: string }).href] : []));
  expect(hrefs.filter((href) => !href.startsWith("https://github.example/octo/hello/"))).toEqual([]);
  expect(tokens.filter(({ type }) => type === "image")).toEqual([]);
  const html = tokens.filter(({ type }) => type === "html").map(({ raw }) => raw.replace(/<\/?(?:details|summary)>|<!-- regreen:onboarding -->/g, ""));
  expect(html.filter((raw) => /<[a-z]/i.test(raw))).toEqual([]);
  expect(tokens.filter(({ type, raw }) => type === "text" && /@octo/.test(raw) && !raw.includes("`"))).toEqual([]);
});

test("with the largest history it stays under GitHub's size", () => {
  const run: RunAccount = { run_id: 1, at: "2026-11-20T08:15:00.000Z" as Timestamp, workflow: "w".repeat(200), branch: "b".repeat(250), answer: "mended", skills: ["eslint-fix"], what: "x".repeat(500) };
  const { title, body } = buildOffer({ ...facts, past: { looked: 50, runs: Array.from({ length: 50 }, () => run) } });
  expect([title.length <= 256, body.length <= 65_536, body.includes("### No, thanks")]).toEqual([true, true, true]);
});
