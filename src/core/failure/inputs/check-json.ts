/**
 * GitHub's own JSON of checks and statuses, as `gh api` prints it: a check run, a list of them, the annotations of one, a commit's combined
 * status or its statuses (https://docs.github.com/rest/checks, https://docs.github.com/rest/commits/statuses).
 */
import { z } from "zod";
import type { FailureReport } from "../report.ts";
import { readCheck, type Annotation, type CheckAccount } from "./check.ts";
import { openLineFinder, type LineFinder } from "./json-lines.ts";
import { readStatus, type StatusAccount } from "./status.ts";

const Text = z.string().nullish().transform((text) => text ?? null);
const AnnotationJson = z.looseObject({
  path: z.string(), start_line: z.int(), start_column: z.int().nullish(), annotation_level: z.enum(["notice", "warning", "failure"]).nullable(), message: z.string().nullable(), title: Text,
});
const CheckRunJson = z.looseObject({
  name: z.string(), conclusion: z.string().nullable(), output: z.looseObject({ title: Text, summary: Text, text: Text, annotations: z.array(AnnotationJson).optional() }), annotations: z.array(AnnotationJson).optional(),
});
const CheckRunsJson = z.looseObject({ check_runs: z.array(CheckRunJson) });
const StatusJson = z.looseObject({ state: z.enum(["error", "failure", "pending", "success"]), context: z.string(), description: Text });
const CombinedStatusJson = z.looseObject({ statuses: z.array(StatusJson) });

/** Null: the value is none of these. The reports of every failed check, in the order of the document. */
export function readCheckJson(value: unknown, text: string, workspace: string | null): readonly FailureReport[] | null {
  const finder = openLineFinder(text);
  const checks = checksOf(value, finder);
  if (checks !== null) return checks.flatMap((check) => readCheck(check, workspace));
  return statusesOf(value)?.flatMap((status) => readStatus(statusOf(status, finder), workspace)) ?? null;
}

function checksOf(value: unknown, finder: LineFinder): readonly CheckAccount[] | null {
  const runs = CheckRunJson.safeParse(value).data ?? null;
  if (runs !== null) return [checkOf(runs, finder)];
  const list = CheckRunsJson.safeParse(value).data?.check_runs ?? z.array(CheckRunJson).nonempty().safeParse(value).data;
  if (list !== undefined) return list.map((run) => checkOf(run, finder));
  const annotations = z.array(AnnotationJson).nonempty().safeParse(value).data;
  if (annotations !== undefined) return [{ name: "", failed: annotations.some(({ annotation_level }) => annotation_level === "failure"), output: [], annotations: annotations.map((annotation) => annotationOf(annotation, finder)) }];
  return null;
}

function statusesOf(value: unknown): readonly z.infer<typeof StatusJson>[] | null {
  const status = StatusJson.safeParse(value).data;
  if (status !== undefined) return [status];
  return CombinedStatusJson.safeParse(value).data?.statuses ?? z.array(StatusJson).nonempty().safeParse(value).data ?? null;
}

function checkOf({ name, conclusion, output, annotations }: z.infer<typeof CheckRunJson>, finder: LineFinder): CheckAccount {
  const at = finder.lineOf(name);
  return {
    name, at, failed: conclusion === "failure" || conclusion === "timed_out" || conclusion === "startup_failure", timedOut: conclusion === "timed_out",
    output: [output.title, output.summary, output.text], annotations: (annotations ?? output.annotations ?? []).map((annotation) => annotationOf(annotation, finder)),
  };
}

function annotationOf({ path, start_line, start_column, annotation_level, message, title }: z.infer<typeof AnnotationJson>, finder: LineFinder): Annotation {
  return { path, startLine: start_line, startColumn: start_column ?? null, level: annotation_level ?? "notice", title, message: message ?? "", at: finder.lineOf(message ?? path) };
}

function statusOf({ state, context, description }: z.infer<typeof StatusJson>, finder: LineFinder): StatusAccount {
  return { context, description, at: finder.lineOf(context), failed: state === "failure" || state === "error" };
}
