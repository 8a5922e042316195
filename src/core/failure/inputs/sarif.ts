/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html): read are results, and notifications of a tool that itself failed. */
import { z } from "zod";
import type { DocumentProblem, DocumentReading, Subject } from "./document.ts";
import { openLineFinder, type LineFinder } from "./json-lines.ts";
import { subjectOf } from "./known-tool.ts";
import { madeOnce } from "./made-once.ts";

const schemas = madeOnce(() => {
  const ArtifactLocation = z.looseObject({ uri: z.string().optional(), uriBaseId: z.string().optional(), index: z.int().optional() });
  const Region = z.looseObject({ startLine: z.int().optional(), startColumn: z.int().optional() });
  const Place = z.looseObject({ physicalLocation: z.looseObject({ artifactLocation: ArtifactLocation.optional(), region: Region.optional() }).optional() });
  const Message = z.looseObject({ text: z.string().optional(), markdown: z.string().optional(), id: z.string().optional(), arguments: z.array(z.string()).optional() });
  const Level = z.enum(["none", "note", "warning", "error"]);
  const Result = z.looseObject({
    ruleId: z.string().optional(), ruleIndex: z.int().optional(), rule: z.looseObject({ id: z.string().optional(), index: z.int().optional() }).optional(), kind: z.string().optional(), level: Level.optional(), message: Message.default({}), locations: z.array(Place).default([]),
    suppressions: z.array(z.looseObject({ status: z.string().optional() })).optional(), baselineState: z.string().optional(),
  });
  const Rule = z.looseObject({ id: z.string().optional(), messageStrings: z.record(z.string(), z.looseObject({ text: z.string().optional() })).optional(), defaultConfiguration: z.looseObject({ level: Level.optional() }).optional() });
  const Notification = z.looseObject({ level: Level.optional(), message: Message.default({}), locations: z.array(Place).default([]) });
  const Run = z.looseObject({
    tool: z.looseObject({ driver: z.looseObject({ name: z.string(), rules: z.array(Rule).default([]) }) }),
    results: z.array(z.unknown()).nullish(),
    artifacts: z.array(z.looseObject({ location: ArtifactLocation.optional() })).optional(),
    originalUriBaseIds: z.record(z.string(), ArtifactLocation).optional(),
    invocations: z.array(z.looseObject({ workingDirectory: ArtifactLocation.optional(), toolExecutionNotifications: z.array(Notification).optional() })).default([]),
  });
  const Sarif = z.looseObject({ version: z.string(), runs: z.array(Run) });
  return { ArtifactLocation, Place, Message, Result, Rule, Notification, Run, Sarif };
});
type Schemas = ReturnType<typeof schemas>;
type Read<Name extends keyof Schemas> = z.infer<Schemas[Name]>;
type Run = Read<"Run">;
type Result = Read<"Result">;

/** Null: the value is not SARIF. A result that is not shaped as one is left out, and the reading is marked as truncated. */
export function readSarif(value: unknown, text: string): DocumentReading | null {
  if (typeof value !== "object" || value === null || !("runs" in value)) return null;
  const parsed = schemas().Sarif.safeParse(value);
  if (!parsed.success) return null;
  const finder = openLineFinder(text);
  const readings = parsed.data.runs.map((run) => readRun(run, finder));
  const workspace = parsed.data.runs.map(workspaceOf).find((found) => found !== null);
  return { input: "sarif", problems: readings.flatMap(({ problems }) => problems), truncated: readings.some(({ lost }) => lost), ...(workspace == null ? {} : { workspace }) };
}

function readRun(run: Run, finder: LineFinder): { problems: readonly DocumentProblem[]; lost: boolean } {
  const subject = subjectOf(run.tool.driver.name, { class: "lint", pattern_name: "sarif_results" });
  const results = (run.results ?? []).map((raw) => schemas().Result.safeParse(raw).data ?? null);
  const found = results.flatMap((result) => (result === null || isSettled(result) ? [] : problemOf(result, { run, subject, finder })));
  // A warning fails nothing where there are errors, but is what the document is about where there are none.
  const problems = found.some(({ rule }) => rule === "error") ? found.map((problem): DocumentProblem => (problem.rule === "warning" ? { ...problem, says: "detail" } : problem)) : found;
  return { problems: [...problems, ...notifications(run, { subject, finder })], lost: results.includes(null) };
}

/** Suppressed, no longer there, or no failure (`kind` pass, notApplicable …). */
function isSettled({ suppressions = [], baselineState, kind = "fail" }: Result): boolean {
  return baselineState === "absent" || suppressions.some(({ status = "accepted" }) => status === "accepted") || !["fail", "review", "open"].includes(kind);
}

interface Context { readonly run: Run; readonly subject: Subject; readonly finder: LineFinder }

function problemOf(result: Result, { run, subject, finder }: Context): DocumentProblem {
  const { rules } = run.tool.driver;
  const rule = rules[result.ruleIndex ?? result.rule?.index ?? -1] ?? rules.find(({ id }) => id === result.ruleId);
  const kind = result.ruleId ?? result.rule?.id ?? rule?.id ?? null;
  const message = messageOf(result.message, rule);
  const places = placesOf(result.locations, run).map((place) => ({ ...place, rule: kind, message }));
  const level = result.level ?? rule?.defaultConfiguration?.level ?? "warning";
  const line = finder.lineOf(message);
  const [place] = places;
  return {
    line, rule: level, says: level === "none" || level === "note" ? "detail" : "problem", subject, confidence: level === "error" ? 0.96 : 0.8,
    text: `${place === undefined ? "" : `${place.file}:${String(place.line ?? "")}: `}${level}: ${message}${kind === null ? "" : ` [${kind}]`}`, message, places: places.filter(({ line: at }) => at !== null), files: places.map(({ file }) => file), ...(kind === null ? {} : { kind }),
  };
}

/** `{0}` stands for an argument (section 3.11.5). */
function messageOf(message: Read<"Message">, rule: Read<"Rule"> | undefined): string {
  const template = message.text ?? message.markdown ?? rule?.messageStrings?.[message.id ?? ""]?.text ?? message.id ?? "";
  return template.slice(0, 4000).replace(/\{(\d{1,2})\}/g, (whole, index: string) => message.arguments?.[Number(index)] ?? whole);
}

function placesOf(locations: readonly Read<"Place">[], run: Run): readonly { file: string; line: number | null; column: number | null }[] {
  return locations.flatMap(({ physicalLocation }) => {
    const named = physicalLocation?.artifactLocation;
    const uri = named?.uri ?? run.artifacts?.[named?.index ?? -1]?.location?.uri;
    if (uri === undefined || uri === "") return [];
    return [{ file: decoded(uri), line: physicalLocation?.region?.startLine ?? null, column: physicalLocation?.region?.startColumn ?? null }];
  });
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    // A stray percent sign: then it is the name as it stands.
    return uri;
  }
}

/** Where the tool ran, when the document tells it by a `file:` address. */
function workspaceOf({ originalUriBaseIds = {}, invocations }: Run): string | null {
  const addresses = [originalUriBaseIds["%SRCROOT%"]?.uri, originalUriBaseIds["SRCROOT"]?.uri, originalUriBaseIds["ROOTPATH"]?.uri, ...invocations.map(({ workingDirectory }) => workingDirectory?.uri)];
  const found = addresses.find((address) => address?.startsWith("file:///") === true);
  return found === undefined ? null : decoded(found).replace(/^file:\/\//, "");
}

function notifications({ invocations }: Run, { subject, finder }: Pick<Context, "subject" | "finder">): readonly DocumentProblem[] {
  const errors = invocations.flatMap(({ toolExecutionNotifications = [] }) => toolExecutionNotifications).filter(({ level }) => level === "error");
  return errors.map(({ message }) => {
    const text = messageOf(message, undefined);
    return { line: finder.lineOf(text), rule: "tool-failed", says: "problem", subject: { tool: subject.tool, class: "unknown", pattern_name: "tool_failed" }, confidence: 0.6, text, message: text };
  });
}
