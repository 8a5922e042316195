/** `regreen serve` tries a candidate by itself: the real program, in the sandbox, over the examples of a repository's own skill. */
import { spawn, type ChildProcess } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, expect, jest, test } from "@jest/globals";
import { document, files } from "../cli/commands/our-spaces.ts";
import { openDesk, type Desk } from "../cli/program.ts";
import { sandbox } from "../execution/workshop.ts";

jest.setTimeout(120_000);
let desk: Desk;
let child: ChildProcess;
let output = "";
afterEach(() => {
  child.kill("SIGKILL");
  desk.remove();
});

const privateKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const app = { APP_ID: "42", PRIVATE_KEY: privateKey, WEBHOOK_SECRET: "canary-3f9c5a1e7b2d4680", GHE_HOST: "127.0.0.1:9", GHE_PROTOCOL: "http" };

function serve(repositories: readonly object[], more: object = {}): void {
  const file = join(desk.scratchRoot, "learning.json");
  writeFileSync(file, JSON.stringify({ version: 1, repositories, ...more }), { mode: 0o600 });
  output = "";
  child = spawn(process.execPath, [resolve("src/main.ts"), "serve"], { cwd: desk.scratchRoot, env: { PATH: process.env["PATH"], HOME: desk.state, REGREEN_STATE: desk.state, PORT: "0", REGREEN_LEARNING: file, ...app } });
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => { output += chunk.toString(); });
}

async function said(...texts: readonly string[]): Promise<void> {
  while (!texts.some((text) => output.includes(text))) await once(child.stdout ?? child, "data");
}

// Without a sandbox nothing is ever tried by itself.
const where = sandbox.kind === "none" ? test.skip : test;

where("a candidate in the repository's folder is tried once, its report kept with why it began and sworn to; a candidate of another skill's mistake is told and left out", async () => {
  desk = openDesk({ ...files, ".github/skill-candidates/our-spaces/next/SKILL.md": document("1.1.0"), ".github/skill-candidates/our-spaces/wrong/SKILL.md": "no front matter\n" });
  desk.git("remote", "add", "origin", "https://github.com/octo/hello.git");
  serve([{ repo: "octo/hello", checkout: desk.checkout }]);
  await said('"msg":"a replay has ended"', "did not come to an end");
  expect([output.includes("a candidate is left out"), /canary|BEGIN/.test(output)]).toEqual([true, false]);
  child.kill("SIGTERM");
  await once(child, "exit");
  const reports = (await desk.regreen(["replay", "--history", "--json"])).stdout.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as object);
  expect(reports).toMatchObject([{ repo: "octo/hello", skill: "our-spaces", accepted: false, reasons: [expect.stringContaining("3 failures were replayed")], because: [{ name: expect.stringMatching(/^new_candidate:/) }] }]);
  const sworn = (await desk.regreen(["ledger", "show", "--json"])).stdout.split("\n").filter((line) => line.includes("skill_replayed"));
  expect(sworn).toHaveLength(1);
});

test("a checkout of another repository is not taken for the one that is named", async () => {
  desk = openDesk({ ...files, ".github/skill-candidates/our-spaces/next/SKILL.md": document("1.1.0") });
  desk.git("remote", "add", "origin", "https://github.com/octo/other.git");
  serve([{ repo: "octo/hello", checkout: desk.checkout }]);
  await said("the checkout is another repository's");
  expect(output).not.toContain("a replay begins");
});

test("a file that begins from a phase which is no skill's own is refused at start", async () => {
  desk = openDesk({});
  serve([{ repo: "octo/hello", checkout: desk.checkout }], { from: "MONITOR" });
  const [code] = await once(child, "exit") as [number];
  expect([code, output.includes("begins from MONITOR")]).toEqual([2, true]);
});
