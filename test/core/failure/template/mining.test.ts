import { describe, expect, test } from "@jest/globals";
import { learnHeader, withoutHeader } from "../../../../src/core/failure/template/header.ts";
import { TemplateMiner, usualLimits } from "../../../../src/core/failure/template/miner.ts";
import { openTemplateMining, type Template } from "../../../../src/core/failure/template/mining.ts";
import { seededRandom } from "../seeded-random.ts";

const WORDS = ["cart", "price", "order", "user", "session", "cache", "parser", "router", "config", "stream"] as const;

/** Lines of four templates under a header, from a seed; the template's number beside each. */
function log(seed: number, lines: number): { readonly text: string; readonly truth: readonly number[] } {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const word = (): string => WORDS[below(WORDS.length)] ?? "";
  const kinds = [() => `opened ${word()} for reading`, () => `${word()} took ${below(900)} ms to answer`, () => `started`, () => `stopped after ${below(50)} requests from 10.0.${below(99)}.${below(99)}:${below(9999)}`];
  const truth = Array.from({ length: lines }, () => below(kinds.length));
  const text = truth.map((kind, line) => `2026-11-20 08:${String(10 + Math.floor(line / 60) % 50)}:${String(10 + (line % 50))} INFO [worker-${below(9)}] shop.${word()}: ${kinds[kind]?.() ?? ""}\n`).join("");
  return { text, truth };
}

function mine(...chunks: readonly (string | Uint8Array)[]): readonly Template[] {
  const mining = openTemplateMining();
  for (const chunk of chunks) mining.push(Buffer.from(chunk));
  return [...mining.finish().templates()];
}

const templatesOf = (...chunks: readonly string[]): string[] => mine(...chunks).map(({ text }) => text);

describe("the lines of a log", () => {
  test("are grouped as they were made, whatever their times, workers, components and words", () => {
    const { text, truth } = log(1, 4000);
    const found = templatesOf(text);
    expect(new Set(found.map((template, line) => `${template} ${String(truth[line])}`)).size).toBe(4);
    expect(new Set(found)).toEqual(new Set(["opened <*> for reading", "<*> took <*> to answer", "started", "stopped after <*> requests from <*>"]));
  });

  test("give the same templates however the bytes are cut", () => {
    const { text } = log(2, 1500);
    const pieces = Array.from({ length: Math.ceil(text.length / 777) }, (_, at) => text.slice(777 * at, 777 * (at + 1)));
    expect(templatesOf(...pieces)).toEqual(templatesOf(text));
  });

  test("have the same fingerprint in two logs", () => {
    const [one, other] = [mine(log(3, 2000).text), mine(log(4, 2000).text)];
    expect(new Set(one.map(({ fingerprint }) => fingerprint))).toEqual(new Set(other.map(({ fingerprint }) => fingerprint)));
  });

  test("are answered one for one: empty lines, colours, other encodings, a last line without its end", () => {
    const found = mine(Buffer.concat([Buffer.from("\n\u001b[31mred 1\u001b[0m\nred 2\n\r\n"), Buffer.from([0xff, 0xfe, 10, 0]), Buffer.from("end")])).map(({ text }) => text);
    expect(found).toHaveLength(6);
    expect(found[1]).toBe(found[2]);
    expect(mine("")).toEqual([]);
  });

  test("of a megabyte are read like others", () => {
    expect(mine(`a ${"x".repeat(1 << 20)}\nb\n`, "y".repeat(1 << 20), "z\nb")).toHaveLength(4);
  });
});

describe("words in one place", () => {
  test("are different events while few were seen, and a variable once many were", () => {
    const few = templatesOf(...["started", "stopped"].map((word) => `worker ${word} now\n`));
    const many = templatesOf(...WORDS.map((word) => `worker ${word} now\n`));
    expect([new Set(few).size, new Set(many).size]).toEqual([2, 1]);
  });
});

test("memory is bounded: clusters met longest ago are forgotten, and every line keeps its answer", () => {
  const miner = new TemplateMiner({ ...usualLimits, clusters: 100 });
  const random = seededRandom(5);
  const letters = (): string => Array.from({ length: 8 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join("");
  for (let message = 0; message < 3000; message++) miner.add(Array.from({ length: 1 + (message % 7) }, letters).join(" "));
  expect(miner.size).toBeLessThanOrEqual(100);
});

describe("a header", () => {
  const syslog = Array.from({ length: 30 }, (_, line) => `Nov 20 08:15:${String(10 + line)} host${String(line % 3)} sshd(pam)[${String(100 + line)}]: session ${line % 2 === 0 ? "opened" : "closed"}`);

  test("is learnt from the lines and taken off", () => {
    const layout = learnHeader(syslog);
    expect(withoutHeader(syslog[4] ?? "", layout)).toBe("session opened");
  });

  test("is not seen where lines have none in common", () => {
    const prose = Array.from({ length: 30 }, (_, line) => (line % 2 === 0 ? `npm run build ${String(line)}` : `error: cannot find ${String(line)}`));
    expect(learnHeader(prose)).toEqual([]);
  });

  test("is as much as a line has of it", () => {
    expect(withoutHeader("Nov 20 08:15:11 last message repeated 3 times", learnHeader(syslog))).toBe("last message repeated 3 times");
  });
});
