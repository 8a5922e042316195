/** L12, O07: secrets that stand in a log, in the environment or in what the fix job tells are in nothing that Regreen writes, keeps or logs. */
import { randomBytes } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { renderPatch } from "../../src/core/fix/render-patch.ts";
import { until } from "../demo/until.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";
import { lintLog, red, typeLog } from "../worker/red-repository.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const random = (length: number): string => [...randomBytes(length)].map((byte) => letters[byte % letters.length]).join("");
const upper = (length: number): string => random(length).toUpperCase();

/** What each issuer's secrets look like; fresh in each run. */
const kinds: Readonly<Record<string, () => string>> = {
  "GitHub installation": () => `ghs_${random(36)}`, "GitHub person": () => `ghp_${random(36)}`, "GitHub fine-grained": () => `github_pat_${random(22)}_${random(59)}`, "AWS id": () => `AKIA${upper(16)}`,
  npm: () => `npm_${random(36)}`, Slack: () => `xoxb-${random(12)}-${random(24)}`, Google: () => `AIza${random(35)}`, Stripe: () => `sk_live_${random(24)}`,
  JWT: () => `eyJhbGciOiJSUzI1NiJ9.eyJ${random(30)}.${random(43)}`, PyPI: () => `pypi-${random(60)}`,
};
const encodings: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret, quoted: (secret) => `"${secret}"`, "in an address": (secret) => `https://bot:${secret}@git.example/x.git`, "in a header": (secret) => `Authorization: Bearer ${secret}`,
  assigned: (secret) => `TOKEN=${secret};`, "split by colours": (secret) => `${secret.slice(0, 12)}\u001b[31m${secret.slice(12)}\u001b[0m`, hexadecimal: (secret) => Buffer.from(secret).toString("hex"), base64: (secret) => Buffer.from(secret).toString("base64"),
};
/** Where hexadecimal and base64 have no mark that tells them from any other data, nothing can be masked: only these are known in every form. */
const marked = new Set(["GitHub installation", "GitHub person", "GitHub fine-grained", "AWS id", "npm"]);

interface Canary { readonly what: string; readonly secret: string; readonly shown: string }
const canaries: Canary[] = Object.entries(kinds).flatMap(([kind, make]) => Object.entries(encodings).filter(([encoding]) => marked.has(kind) || !["hexadecimal", "base64"].includes(encoding)).map(([encoding, encode]) => {
  const secret = make();
  return { what: `${kind}, ${encoding}`, secret, shown: encode(secret) };
}));
const key = `-----BEGIN RSA PRIVATE KEY-----\n${Array.from({ length: 25 }, () => random(64)).join("\n")}\n-----END RSA PRIVATE KEY-----`;
const inEnvironment = `ghs_${random(36)}`;

let stand: Stand;
beforeAll(async () => {
  process.env["CANARY_TOKEN"] = inEnvironment;
  stand = await openStand();
});
afterAll(async () => {
  await stand.close();
  delete process.env["CANARY_TOKEN"];
});

/** Forms of a secret that would give it away. */
const formsOf = ({ secret }: Canary): readonly string[] => [secret, Buffer.from(secret).toString("hex"), Buffer.from(secret).toString("base64").replace(/=+$/, "").slice(0, -2)];

/** Every byte that left: what was written to GitHub (with what is base64 in it), the log, the ledger, the database, all git objects. */
async function sinks(projects: readonly Project[]): Promise<Readonly<Record<string, string>>> {
  const bodies = stand.loopback.state.writes.map(({ body }) => body);
  const unpacked = bodies.flatMap((body) => [...body.matchAll(/"(?:content|content_base64)":"([A-Za-z0-9+/=\\n]{8,})"/g)].map(([, text = ""]) => Buffer.from(text.replaceAll("\\n", ""), "base64").toString("latin1")));
  const folder = dirname(stand.databaseFile);
  const store = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1")).join("");
  const objects = await Promise.all(projects.flatMap((project) => project.pulls().map(({ title, body }) => `${title}\n${body ?? ""}`).concat(project.issues().map(({ title, body }) => `${title}\n${body ?? ""}`))));
  return { writes: [...bodies, ...unpacked].join("\n"), log: stand.log.join("\n"), ledger: JSON.stringify(await stand.ledger()), database: store, pages: objects.join("\n") };
}

test("seventy planted secrets reach no write, log line, ledger entry, evidence or database", async () => {
  const lintLines = lintLog.split("\n");
  // A secret stands within the very lines that are quoted: file, message, test name, and around them.
  const chunks = Array.from({ length: 3 }, (_, index) => canaries.filter((_canary, at) => at % 3 === index));
  const projects: Project[] = [];
  for (const [index, chunk] of chunks.entries()) {
    const project = await Project.open(stand, `canaries-${index}`);
    projects.push(project);
    const planted = chunk.map(({ shown }) => `2026-11-20T08:15:10.1000000Z   1:${1 + index}  error  Unexpected var ${shown} use let  no-var`);
    const log = [...lintLines.slice(0, 6), ...planted, ...lintLines.slice(6, 7), ...key.split("\n").map((line) => `2026-11-20T08:15:10.1000000Z ${line}`), ...lintLines.slice(7)].join("\n");
    await project.turnRed({ log });
    await project.endFixJob({ result: { checks: chunk.slice(0, 8).map(({ shown }) => ({ name: "eslint", argv: ["npx", "eslint", shown.slice(0, 500)], before: { exit: 1, summary: shown.slice(0, 1000) }, after: { exit: 0, summary: `passed ${shown.slice(0, 900)}` } })) } });
    await project.until(({ offer }) => offer?.number != null);
  }
  const uncovered = await Project.open(stand, "canaries-uncovered");
  projects.push(uncovered);
  await uncovered.turnRed({ log: typeLog.replace("Type 'string'", `Type '${canaries.slice(0, 20).map(({ shown }) => shown.replaceAll("\n", " ")).join(" ")}'`) });
  await until("the issue", () => uncovered.issues()[0], 20);
  const all = await sinks(projects);
  const leaks = Object.entries(all).flatMap(([sink, text]) => canaries.filter((canary) => formsOf(canary).some((form) => text.includes(form))).map(({ what }) => `${what} → ${sink}`));
  expect(leaks).toEqual([]);
  for (const [sink, text] of Object.entries(all)) {
    for (const line of key.split("\n").slice(1, -1)) expect([sink, text.includes(line)]).toEqual([sink, false]);
    expect([sink, text.includes(inEnvironment)]).toEqual([sink, false]);
  }
  // The control: what was published is about these very lines.
  expect(all["pages"]).toContain("[masked: ");
  expect(all["pages"]).toContain("Unexpected var");
});

test("a patch that would carry a secret is refused, and the secret stands in nothing", async () => {
  const project = await Project.open(stand, "canary-in-patch");
  await project.turnRed();
  const secret = `ghp_${random(36)}`;
  await project.endFixJob({ patch: renderPatch([{ path: "src/app.js", before: Buffer.from(red), after: Buffer.from(`const answer = "${secret}";\nexport { answer };\n`), beforeMode: "100644", afterMode: "100644" }]) });
  expect(await project.closed()).toMatchObject({ status: "escalated", reason: expect.stringContaining("secrets") });
  await until("the issue", () => project.issues()[0], 20);
  const all = await sinks([project]);
  expect(Object.entries(all).filter(([, text]) => text.includes(secret)).map(([sink]) => sink)).toEqual([]);
  expect(await project.sworn()).toEqual([expect.stringContaining("secrets"), expect.stringContaining("secrets")]);
});
