/** The attacks of the catalogue that concern the door (W01–W07, W10, W13, W15, W16), over real sockets and a real store. */
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { createHmac } from "node:crypto";
import { connect } from "node:net";
import type { Timestamp } from "../../../src/core/identity/timestamp.ts";
import { later, start } from "../../adapters/store/samples.ts";
import { exchange, guidOf, head, headersOf, openDoor, post, secret, sign, slowSocket, statusOf, without, type Headers, type OpenedDoor } from "./door-client.ts";

const body = JSON.stringify({ action: "completed", installation: { id: 42, node_id: "x" } });
const empty = { waiting: 0, done: 0, ignored: 0, dead: 0 };
const stored = async ({ store }: OpenedDoor): Promise<number> => (await store.inbox.count()).waiting;

describe("the door", () => {
  let opened: OpenedDoor;
  beforeEach(async () => { opened = await openDoor(); });
  afterEach(async () => { await opened.close(); });
  const send = (headers: Headers, content = body): Promise<{ status: number; text: string }> => post(opened.door.port, content, headers);

  test("a signed delivery is stored byte for byte before the answer, with the installation that it names", async () => {
    expect(await send(headersOf(body))).toEqual({ status: 202, text: '{"status":"accepted"}\n' });
    const [claimed] = await opened.store.inbox.claim({ holder: "test", now: start, seconds: 30, most: 9 });
    expect({ ...claimed?.delivery, body: Buffer.from(claimed?.delivery.body ?? []).toString() }).toEqual({ guid: guidOf(1), event: "check_run", body, receivedAt: start, installationId: 42 });
    expect(opened.door.counters).toMatchObject({ accepted: 1, duplicate: 0 });
  });

  test.each<[string, Headers]>([
    ["no signature", without(headersOf(body), "x-hub-signature-256")],
    ["another key", headersOf(body, { "x-hub-signature-256": sign(body, "another key") })],
    ["another body", headersOf(body, { "x-hub-signature-256": sign(`${body} `) })],
    ["truncated hexadecimal", headersOf(body, { "x-hub-signature-256": sign(body).slice(0, -2) })],
    ["nothing after sha256=", headersOf(body, { "x-hub-signature-256": "sha256=" })],
    ["upper-case hexadecimal", headersOf(body, { "x-hub-signature-256": sign(body).toUpperCase().replace("SHA256", "sha256") })],
    ["no hexadecimal", headersOf(body, { "x-hub-signature-256": `sha256=${"zz".repeat(32)}` })],
    ["a longer one", headersOf(body, { "x-hub-signature-256": `${sign(body)}00` })],
  ])("W01: a delivery with %s is refused and nothing is stored", async (_, headers) => {
    expect((await send(headers)).status).toBe(401);
    expect(await opened.store.inbox.count()).toEqual(empty);
    expect(opened.door.counters.refused[401]).toBe(1);
  });

  test("W02: a SHA-1 signature is not looked at, valid as it may be", async () => {
    const weak = `sha1=${createHmac("sha1", secret).update(body).digest("hex")}`;
    expect((await send({ ...without(headersOf(body), "x-hub-signature-256"), "x-hub-signature": weak })).status).toBe(401);
    expect((await send(headersOf(body, { "x-hub-signature-256": weak }))).status).toBe(401);
    expect(await stored(opened)).toBe(0);
  });

  test("W04: nothing is parsed by the door: hostile JSON is refused unsigned, and stored as bytes when signed", async () => {
    const hostile = `${"[".repeat(50_000)}{"__proto__":`;
    expect((await send(headersOf(hostile, { "x-hub-signature-256": sign("other") }), hostile)).status).toBe(401);
    expect((await send(headersOf(hostile), hostile)).status).toBe(202);
  });

  test("W05: a length above 25 MB is refused before the body, signed or not", async () => {
    const answer = await exchange(opened.door.port, head({ ...headersOf(body), "content-length": String(300 * 1024 * 1024) }));
    expect(statusOf(answer)).toBe(413);
    expect(answer).toMatch(/connection: close/i);
    for (const length of ["1e3", "-1", "99999999999999999999"]) {
      expect([400, 413]).toContain(statusOf(await exchange(opened.door.port, head({ ...headersOf(body), "content-length": length }))));
    }
  });

  test("W05: the sender of a flood gets to see the answer, and little of it is taken", async () => {
    const flood = [Buffer.from(head({ ...headersOf(body), "content-length": String(300 * 1024 * 1024) })), ...Array.from({ length: 40 }, () => Buffer.alloc(1024 * 1024, "a"))];
    expect(statusOf(await exchange(opened.door.port, flood))).toBe(413);
  });

  test("W05: a body without a length is cut off at 25 MB", async () => {
    const megabyte = Buffer.alloc(1024 * 1024, "a");
    const chunk = Buffer.concat([Buffer.from("100000\r\n"), megabyte, Buffer.from("\r\n")]);
    const answer = await exchange(opened.door.port, [Buffer.from(head({ ...headersOf(body), "transfer-encoding": "chunked" })), ...Array.from({ length: 27 }, () => chunk)]);
    expect(statusOf(answer)).toBe(413);
    expect(await stored(opened)).toBe(0);
  });

  test("W05: a length that is too short makes another body, which nobody signed", async () => {
    const answer = await exchange(opened.door.port, head({ ...headersOf(body), "content-length": "4" }) + body);
    expect([400, 401]).toContain(statusOf(answer));
    expect(await stored(opened)).toBe(0);
  });

  test("W05: a length that is too long is never whole: nothing is stored when the sender goes", async () => {
    const socket = connect(opened.door.port, "127.0.0.1");
    socket.write(head({ ...headersOf(body), "content-length": String(body.length + 1) }) + body);
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    while (opened.door.counters.abandoned === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await stored(opened)).toBe(0);
  });

  test("W07: a delivery captured and sent again a hundred times is one", async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(headersOf(body))));
    expect(answers.every(({ status }) => status === 202)).toBe(true);
    expect(answers.filter(({ text }) => text.includes("accepted"))).toHaveLength(1);
    expect(answers.filter(({ text }) => text.includes("duplicate"))).toHaveLength(99);
    expect(await stored(opened)).toBe(1);
  });

  test("W10: of twins in the same moment one is stored, in twenty rounds", async () => {
    for (let round = 0; round < 20; round += 1) {
      const headers = headersOf(body, { "x-github-delivery": guidOf(round) });
      const texts = (await Promise.all([send(headers), send(headers)])).map(({ text }) => text).sort();
      expect(texts).toEqual(['{"status":"accepted"}\n', '{"status":"duplicate"}\n']);
    }
    expect(await stored(opened)).toBe(20);
  });

  test("a GUID in another case is the same GUID", async () => {
    await send(headersOf(body, { "x-github-delivery": "ABCDEFAB-0000-4000-8000-000000000001" }));
    expect((await send(headersOf(body, { "x-github-delivery": "abcdefab-0000-4000-8000-000000000001" }))).text).toContain("duplicate");
  });

  test.each(["application/x-www-form-urlencoded", "text/plain", "application/json; charset=utf-16", "application/jsonp", ""])("W13: the content type %j is refused", async (type) => {
    const form = `payload=${encodeURIComponent(body)}`;
    expect((await send(headersOf(form, { "content-type": type }), form)).status).toBe(415);
    expect(await stored(opened)).toBe(0);
  });

  test("W13: a compressed body is refused: nothing is unpacked at the door", async () => {
    expect((await send(headersOf(body, { "content-encoding": "gzip" }))).status).toBe(415);
  });

  test.each(["X-Hub-Signature-256: sha256=00", "X-GitHub-Delivery: other", "X-GitHub-Event: issues", "Content-Type: text/plain"])("W16: a second header %j is refused", async (line) => {
    const answer = await exchange(opened.door.port, head({ ...headersOf(body), "content-length": String(body.length) }, [line]) + body);
    expect(statusOf(answer)).toBe(400);
    expect(await stored(opened)).toBe(0);
  });

  test.each([
    ["a length beside chunks", ["Content-Length: 5", "Transfer-Encoding: chunked"]], ["two lengths", ["Content-Length: 5", "Content-Length: 6"]],
    ["a bare line feed in a header", ["X-Odd: a\nX-Hub-Signature-256: b"]], ["a header without a colon", ["X-Odd"]],
  ])("W16: %s is refused by the parser", async (_, lines) => {
    expect(statusOf(await exchange(opened.door.port, `${head(headersOf(body), lines)}0\r\n\r\n`))).toBe(400);
    expect(await stored(opened)).toBe(0);
  });

  test.each([["x-github-delivery", "not a guid"], ["x-github-delivery", ""], ["x-github-event", "Check Run"], ["x-github-event", ""], ["x-github-event", "a".repeat(65)]])("a %s of %j is refused", async (name, content) => {
    expect((await send(headersOf(body, { [name]: content }))).status).toBe(400);
  });

  test("another method than POST is refused", async () => {
    expect((await fetch(`http://127.0.0.1:${opened.door.port}/`)).status).toBe(405);
  });

  test("the refusal tells nothing of what was sent", async () => {
    const { text } = await send(headersOf(body, { "x-hub-signature-256": sign(body, "another key") }));
    expect(text).toBe('{"status":"refused","reason":"the signature is not ours"}\n');
  });
});

test("W06: slow senders are shown out within the time that the headers have, and a healthy one is served meanwhile", async () => {
  const opened = await openDoor({ limits: { headersSeconds: 1, requestSeconds: 1 } });
  const slow = Array.from({ length: 200 }, () => slowSocket(opened.door.port));
  await new Promise((resolve) => setTimeout(resolve, 100));
  const before = performance.now();
  expect((await post(opened.door.port, body, headersOf(body))).status).toBe(202);
  expect(performance.now() - before).toBeLessThan(500);
  await Promise.all(slow.map(({ ended }) => ended));
  await opened.close();
}, 15_000);

test("no more than so many connections are let in", async () => {
  const opened = await openDoor({ limits: { sockets: 2 } });
  const held = [slowSocket(opened.door.port), slowSocket(opened.door.port)];
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await exchange(opened.door.port, head(headersOf(body)))).toBe("");
  for (const { socket } of held) socket.destroy();
  await opened.close();
});

test("bodies that are together too much for the process are put off with 503", async () => {
  const opened = await openDoor({ limits: { bytesInFlight: 64 * 1024 } });
  const answer = await exchange(opened.door.port, [Buffer.from(head({ ...headersOf(body), "content-length": "1000000" })), Buffer.alloc(100 * 1024)]);
  expect(statusOf(answer)).toBe(503);
  expect((await post(opened.door.port, body, headersOf(body))).status).toBe(202);
  await opened.close();
});

describe("W15: while a secret is replaced", () => {
  let now: Timestamp = start;
  const old = "the old secret";
  let opened: OpenedDoor;
  beforeEach(async () => {
    now = start;
    opened = await openDoor({ clock: { now: () => now, sleep: async () => undefined }, secrets: [{ secret, until: null }, { secret: old, until: later(60) }] });
  });
  afterEach(async () => { await opened.close(); });
  const status = async (key: string): Promise<number> => (await post(opened.door.port, body, headersOf(body, { "x-hub-signature-256": sign(body, key) }))).status;

  test("both are taken", async () => {
    expect([await status(secret), await status(old)]).toEqual([202, 202]);
  });

  test("the old one is refused from the moment on at which it ends", async () => {
    now = later(60);
    expect([await status(secret), await status(old)]).toEqual([202, 401]);
  });
});

test("a store that fails gives 503, and the delivery may be sent again", async () => {
  const opened = await openDoor();
  await opened.store.close();
  expect((await post(opened.door.port, body, headersOf(body))).status).toBe(503);
  await opened.door.close();
});
