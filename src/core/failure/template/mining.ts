/** Finds the templates of all lines of a log, read as a stream of bytes. Beside the miner's own bound, four bytes are kept for each line. */
import type { Digest } from "../../identity/digest.ts";
import { stripEscapes } from "../bytes/strip-escapes.ts";
import { cleanLine } from "../line/clean-line.ts";
import { textOf, widest, type Cluster } from "./cluster.ts";
import { learnHeader, withoutHeader, type HeaderLayout } from "./header.ts";
import { LineIds } from "./line-ids.ts";
import { TemplateMiner, usualLimits, type MinerLimits } from "./miner.ts";
import { Shapes } from "./shapes.ts";
import { templateFingerprint } from "./template-fingerprint.ts";

export interface TemplateMining {
  /** The next bytes, cut anywhere. The chunk may be reused by the caller afterwards. */
  push(chunk: Uint8Array): void;
  /** Call once, after the last chunk. */
  finish(): MinedLines;
}

export interface Template { readonly text: string; readonly fingerprint: Digest }

export interface MinedLines {
  /** Lines that were read; what follows the last line feed is a line if it is not empty. */
  readonly count: number;
  /** Templates that stand at the end. */
  readonly clusters: number;
  /** The template of each line, in order. */
  templates(): Iterable<Template>;
}

/** What is read before the layout of the lines' header is judged. */
const SAMPLE_LINES = 1000;
const SAMPLE_BYTES = 1 << 20;
/** Bytes of a line that are looked at. */
const LONGEST_LINE = 8192;
const LINE_FEED = 10;

export function openTemplateMining(limits: MinerLimits = usualLimits): TemplateMining {
  return new Mining(limits);
}

class Mining implements TemplateMining {
  readonly #miner: TemplateMiner;
  readonly #shapes = new Shapes();
  readonly #lines = new LineIds();
  readonly #clusters: Cluster[] = [];
  #layout: HeaderLayout | null = null;
  #rest: Buffer = Buffer.alloc(0);

  constructor(limits: MinerLimits) {
    this.#miner = new TemplateMiner(limits);
  }

  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#layout === null) {
      const sample = Buffer.concat([this.#rest, bytes]);
      this.#rest = isSample(sample) ? Buffer.from(this.#readLines(sample)) : sample;
      return;
    }
    // The line that the last chunk left open is read by itself, so that the rest of this one need not be copied.
    const first = bytes.indexOf(LINE_FEED) + 1;
    const open = this.#rest.length > 0 || first === 0 ? Buffer.concat([this.#rest, bytes.subarray(0, first || bytes.length)]) : this.#rest;
    const from = open.length > 0 ? first || bytes.length : 0;
    const rest = this.#readLines(open);
    this.#rest = Buffer.from(from < bytes.length ? this.#readLines(bytes.subarray(from)) : rest);
  }

  finish(): MinedLines {
    const rest = this.#readLines(this.#rest);
    if (rest.length > 0) this.#readLine(rest, 0);
    const [lines, clusters] = [this.#lines, this.#clusters];
    return { count: lines.count, clusters: this.#miner.size, templates: () => templatesOf(lines, clusters) };
  }

  /** Gives what is left after the last line feed; of a line without end, as much as is looked at. */
  #readLines(bytes: Buffer): Buffer {
    this.#layout ??= learnHeader(sampleOf(bytes));
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    for (let from = 0; from < end; ) from = this.#readLine(bytes, from) + 1;
    const left = bytes.length - end;
    return left <= 2 * LONGEST_LINE ? bytes.subarray(end) : bytes.subarray(end, end + LONGEST_LINE + 1);
  }

  /** Gives where the line ends: its line feed, or the end of the bytes. */
  #readLine(bytes: Buffer, from: number): number {
    const end = this.#shapes.scan(bytes, from, Math.min(bytes.length, from + LONGEST_LINE));
    const known = this.#shapes.recall();
    const cluster = this.#clusters[known];
    if (cluster === undefined) this.#lines.add(this.#learn(bytes.subarray(from, end)));
    else {
      this.#lines.add(known);
      this.#miner.meet(widest(cluster));
    }
    if (bytes[end] === LINE_FEED || end === bytes.length) return end;
    const feed = bytes.indexOf(LINE_FEED, end);
    return feed < 0 ? bytes.length : feed;
  }

  #learn(line: Buffer): number {
    const cluster = this.#miner.add(withoutHeader(textOfLine(line), this.#layout ?? []));
    this.#clusters[cluster.id] = cluster;
    this.#shapes.remember(cluster.id);
    return cluster.id;
  }
}

function* templatesOf(lines: LineIds, clusters: readonly Cluster[]): Generator<Template> {
  const known = new Map<Cluster, Template>();
  for (let line = 0; line < lines.count; line++) {
    const cluster = clusters[lines.at(line)];
    if (cluster === undefined) throw new RangeError(`line ${String(line + 1)} has no cluster`);
    const wide = widest(cluster);
    const template = known.get(wide) ?? templateOf(wide);
    known.set(wide, template);
    yield template;
  }
}

/** Equal templates have equal fingerprints, in whichever log they are found. */
function templateOf(cluster: Cluster): Template {
  const text = textOf(cluster);
  return { text, fingerprint: templateFingerprint(text) };
}

function isSample(bytes: Buffer): boolean {
  if (bytes.length >= SAMPLE_BYTES) return true;
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0 && lines < SAMPLE_LINES; at = bytes.indexOf(LINE_FEED, at + 1)) lines++;
  return lines >= SAMPLE_LINES;
}

function sampleOf(bytes: Buffer): string[] {
  const lines: string[] = [];
  for (let from = 0; from < bytes.length && lines.length < SAMPLE_LINES; ) {
    const feed = bytes.indexOf(LINE_FEED, from);
    const end = feed < 0 ? bytes.length : feed;
    lines.push(textOfLine(bytes.subarray(from, Math.min(end, from + LONGEST_LINE))));
    from = end + 1;
  }
  return lines;
}

/** Without colours, and without what a CI system puts before a line. */
function textOfLine(line: Buffer): string {
  const bytes = Buffer.from(line);
  return cleanLine(bytes.toString("utf8", 0, stripEscapes(bytes, 0, bytes.length))).text;
}
