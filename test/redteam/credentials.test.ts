/** C01, C03, C06, C12, C13, Q15, R13: what proves to GitHub who we are stays where it is used, is as narrow as what it is used for, and no page tells of anything to whom it does not concern. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { effectPermissions } from "../../src/adapters/github/permissions.ts";
import { Project } from "../flow/project.ts";
import { openStand, type Stand } from "../flow/stand.ts";

let stand: Stand;
let project: Project;
const commandLines = new Set<string>();
beforeAll(async () => {
  stand = await openStand();
  project = await Project.open(stand, "credentials");
  const watch = setInterval(() => { for (const line of processes()) commandLines.add(line); }, 50);
  await project.allowed(await project.offered());
  clearInterval(watch);
});
afterAll(() => stand.close());

/** What everybody on this machine can read of its processes. */
function processes(): readonly string[] {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      return [readFileSync(`/proc/${name}/cmdline`, "latin1")];
    } catch {
      return [];
    }
  });
}

const sorted = (permissions: Readonly<Record<string, string>>): readonly (readonly [string, string])[] => Object.entries(permissions).sort(([a], [b]) => (a < b ? -1 : 1));
const tokens = (): readonly (readonly [string, { readonly permissions: Readonly<Record<string, string>>; readonly repositoryIds: ReadonlySet<number> | "all" }])[] =>
  [...stand.loopback.state.tokens].flatMap(([token, identity]) => (identity.kind === "installation" ? [[token, identity] as const] : []));

async function see(path: string, headers: Readonly<Record<string, string>> = {}): Promise<{ readonly status: number; readonly body: string }> {
  const answer = await fetch(`${stand.serving().url}${path}`, { headers });
  return { status: answer.status, body: await answer.text() };
}

describe("after a whole story, the key, the webhook's secret and every token", () => {
  const secrets = (): readonly string[] => [...stand.app.privateKey.split("\n").filter((line) => line.length > 20 && !line.startsWith("-----")), stand.app.webhookSecret, ...tokens().map(([token]) => token)];
  const foundIn = (text: string): readonly string[] => secrets().filter((secret) => text.includes(secret)).map((secret) => secret.slice(0, 4));

  test("C01: stand in no line of the log, no file of the state and nothing that was written to GitHub", () => {
    const folder = dirname(stand.databaseFile);
    const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1")).join("");
    expect(secrets().length).toBeGreaterThan(20);
    expect([foundIn(stand.log.join("\n")), foundIn(kept), foundIn(stand.loopback.state.writes.map(({ body }) => body).join("\n"))]).toEqual([[], [], []]);
  });

  test("C06: stand in no command line of any process", () => {
    expect(commandLines.size).toBeGreaterThan(1);
    expect(foundIn([...commandLines].join("\n"))).toEqual([]);
  });

  test("C01: stand in no page and no answer to a probe", async () => {
    const pages = await Promise.all(["/", "/healthz", "/readyz", "/metrics", "/ledger", "/gates", `/repairs/${(await project.repairs())[0]?.id ?? ""}`].map((path) => see(path)));
    expect(pages.flatMap(({ body }) => foundIn(body))).toEqual([]);
  });
});

describe("C03: a token", () => {
  test("is for one repository", () => {
    expect(tokens().map(([, { repositoryIds }]) => repositoryIds).filter((ids) => ids === "all" || ids.size !== 1)).toEqual([]);
  });

  test("may write only if something was written with it", () => {
    const used = new Set(stand.loopback.state.writes.map(({ permissions }) => JSON.stringify(permissions)));
    const idle = tokens().map(([, { permissions }]) => permissions).filter((permissions) => Object.values(permissions).includes("write") && !used.has(JSON.stringify(permissions)));
    expect(idle).toEqual([]);
  });

  test("that wrote was made for an effect that needs these permissions and no more", () => {
    const effects = new Set(Object.values(effectPermissions).map((permissions) => JSON.stringify(sorted(permissions))));
    const writes = stand.loopback.state.writes.filter(({ token }) => token === "installation");
    expect(writes.length).toBeGreaterThan(5);
    expect(writes.filter(({ permissions }) => !effects.has(JSON.stringify(sorted(permissions)))).map(({ operation, permissions }) => [operation, permissions])).toEqual([]);
  });
});

describe("our own server", () => {
  test.each(["/debug", "/debug/pprof/heap", "/json/version", "/.env", "/.git/config", "/src/main.ts", "/regreen.mjs.map", "/build/program/regreen.mjs", "/api", "/admin", "/../regreen.db", "/%2e%2e/regreen.db", "/repairs/../../regreen.db"])("C12: has nothing at %s", async (path) => {
    expect(await see(path)).toEqual({ status: 404, body: "There is nothing here.\n" });
  });

  test("Q15: answers a guessed repair exactly as one that is not there, and tells nobody from elsewhere of one that is", async () => {
    const [repair] = await project.repairs();
    const elsewhere = await see(`/repairs/${repair?.id ?? ""}`, { "x-forwarded-for": "203.0.113.7" });
    const guessed = await see("/repairs/fix_00000000000000000000", { "x-forwarded-for": "203.0.113.7" });
    expect([elsewhere.status, elsewhere]).toEqual([404, guessed]);
    expect((await see(`/repairs/${repair?.id ?? ""}`)).status).toBe(200);
  });

  test("R13: makes no series of metrics of what a payload brings", async () => {
    const { body } = await see("/metrics");
    expect(body).toContain("regreen_github_requests_total{");
    expect(body).not.toMatch(/octo|credentials"|src\/app\.js|eslint/);
  });
});
