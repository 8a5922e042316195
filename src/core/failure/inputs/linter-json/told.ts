/** What a tool's own JSON tells, before it is a problem of a document. */
import type { z } from "zod";
import type { FailureClass } from "../../report.ts";
import type { DocumentProblem, DocumentReading } from "../document.ts";
import type { LineFinder } from "../json-lines.ts";
import { subjectOf } from "../known-tool.ts";
import { madeOnce } from "../made-once.ts";

export interface Told {
  readonly tool: string | null;
  readonly message: string;
  readonly file?: string | undefined;
  readonly line?: number | null | undefined;
  readonly column?: number | null | undefined;
  readonly rule?: string | null | undefined;
  /** A warning beside errors: goes with the others. */
  readonly mild?: true | undefined;
  /** Names of the tests that it is about. */
  readonly tests?: readonly string[];
  /** A stack trace or difference below the message. */
  readonly body?: string;
  /** Where it differs from the tool's usual one. */
  readonly class?: FailureClass | undefined;
  readonly pattern_name?: string | undefined;
}

export interface JsonShape {
  /** As in `ruff-json/problem`. */
  readonly input: string;
  /** Null: the value has another shape. */
  tell(value: unknown): readonly Told[] | null;
}

interface Shape<T> {
  readonly input: string;
  /** The document, or the first element of a list, has all of these: a large document of another kind is not validated at all. */
  readonly keys: readonly string[];
  /** Made where a document has these keys: to make all schemas costs more than to read a short log. */
  readonly schema: () => z.ZodType<T>;
  readonly tell: (value: T) => readonly Told[];
}

export function jsonShape<T>({ input, keys, schema, tell }: Shape<T>): JsonShape {
  const made = madeOnce(schema);
  return {
    input,
    tell(value) {
      const head: unknown = Array.isArray(value) ? value[0] : value;
      if (typeof head !== "object" || head === null || !keys.every((key) => key in head)) return null;
      const parsed = made().safeParse(value);
      return parsed.success ? tell(parsed.data) : null;
    },
  };
}

/** Where nothing is worse than a warning, the warnings are what was found. */
export function readingOf({ input }: JsonShape, told: readonly Told[], finder: LineFinder): DocumentReading {
  const allMild = told.every(({ mild }) => mild === true);
  return { input, problems: told.map((one) => problemOf(allMild ? { ...one, mild: undefined } : one, finder.lineOf(one.message))), truncated: false };
}

/** `at`: its line in the document. */
export function problemOf(told: Told, at: number): DocumentProblem {
  const { tool, message, file, line, column, tests, body } = told;
  const usual = subjectOf(tool, { class: "lint", pattern_name: `${tool?.replaceAll(/\W+/g, "_") ?? "json"}_problems` });
  const rule = told.rule ?? null;
  const [headline = ""] = message.split("\n");
  const named = tests ?? [];
  return {
    line: at, rule: named.length > 0 ? "test" : "problem", says: told.mild === true ? "detail" : "problem", confidence: 0.97,
    subject: { tool: usual.tool, class: told.class ?? usual.class, pattern_name: told.pattern_name ?? usual.pattern_name },
    text: `${named.length > 0 ? named.join(", ") : `${file ?? ""}:${String(line ?? "")}`}: ${headline}`, message: headline,
    ...(body === undefined ? {} : { body }), ...(named.length > 0 ? { tests: named } : {}), ...(rule === null ? {} : { kind: rule }),
    ...(file === undefined ? {} : line == null ? { files: [file] } : { places: [{ file, line, column: column ?? null, rule, message: headline }] }),
  };
}
