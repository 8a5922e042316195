/** An OPA server as a further decision point: its data API (https://www.openpolicyagent.org/docs/rest-api#get-a-document-with-input). */
import { z } from "zod";
import type { SecondOpinion } from "../../core/policy/second-opinion.ts";
import type { DecisionPoint } from "../../ports/decision-point.ts";
import type { Log } from "../../ports/log.ts";
import { askJson } from "../http/ask-json.ts";

export interface OpaOptions {
  /** The server: `https://opa.example`. */
  readonly url: string;
  /** The rule that decides, as a path: `regreen/merge`. */
  readonly path: string;
  readonly log: Log;
}

/** What the rule may give: a boolean, or an object with `allow` and reasons. A rule that is not defined gives no `result` at all. */
const Answer = z.object({ result: z.union([z.boolean(), z.object({ allow: z.boolean(), reasons: z.array(z.string().max(500)).default([]) })]) });

const SECONDS = 5;

/** Sends `{input: {gate, facts}}`. Whatever is no decision is silence, and silence denies. */
export function openOpa({ url, path, log }: OpaOptions): DecisionPoint {
  const target = new URL(`v1/data/${path.split("/").map(encodeURIComponent).join("/")}`, url.endsWith("/") ? url : `${url}/`);
  return {
    async decide(question) {
      try {
        return opinionOf(Answer.safeParse(await askJson(target, { input: question }, SECONDS)));
      } catch (error) {
        log.warn({ url: target.href, error }, "the decision point does not answer");
        return { kind: "silent", problem: "it cannot be reached, or does not answer in time" };
      }
    },
  };
}

function opinionOf(answer: z.ZodSafeParseResult<z.infer<typeof Answer>>): SecondOpinion {
  if (!answer.success) return { kind: "silent", problem: "its answer is no decision" };
  const { result } = answer.data;
  const { allow, reasons } = typeof result === "boolean" ? { allow: result, reasons: [] } : result;
  return allow ? { kind: "allow" } : { kind: "deny", reasons };
}
