/** The operator signs in by a link that the program prints on the terminal: its time is the machine's, so the stand's clock has not travelled far. */
import { Readable, Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { commands } from "../../src/commands.ts";
import { freePort } from "./free-port.ts";
import { Project } from "./project.ts";
import { openStand, type Stand } from "./stand.ts";
import { Visitor } from "./visitor.ts";

let stand: Stand;
beforeAll(async () => { stand = await openStand({ pages: "members", signInAt: await freePort() }); });
afterAll(() => stand.close());

describe("the operator", () => {
  async function link(): Promise<string> {
    let out = "";
    const sink = new Writable({ write: (chunk, _, done) => { out += String(chunk); done(); } });
    const command = await commands.find(({ name }) => name === "dashboard")?.load();
    await command?.run(["link", "--json", "--url", stand.serving().url, "--database", stand.databaseFile], { stdin: Readable.from([]), stdout: sink, stderr: sink, environment: {}, directory: "/" });
    return (JSON.parse(out) as { readonly url: string }).url;
  }

  test("signs in by a link from the terminal, once, and may do everything everywhere", async () => {
    const project = await Project.open(stand, "by-link");
    await project.offered();
    const id = (await project.repairs())[0]?.id ?? "";
    const url = await link();
    const [operator, second] = [new Visitor(stand.serving().url), new Visitor(stand.serving().url)];
    const page = await operator.open(url);
    expect(page.text).toMatch(/Sign in as \w+/);
    expect((await operator.send(page, "/sign-in/link", {})).status).toBe(200);
    const again = await second.send(await second.open(url), "/sign-in/link", {});
    expect([again.status, second.cookies]).toEqual([403, ""]);
    await operator.send(await operator.open(`/repairs/${id}/steer`), `/repairs/${id}/steer`, { how: "pause", reason: "from the terminal" });
    await project.until(({ status }) => status === "paused");
  });

  test("gets no second use of a link that is too old", async () => {
    const url = await link();
    stand.clock.forward(601);
    expect((await new Visitor(stand.serving().url).open(url)).status).toBe(403);
  });
});
