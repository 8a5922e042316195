/** The evidence of REVIEW: the verdict of every rule, and a rubric that says only what was looked at. */
import { buildEvidenceFile } from "../evidence/evidence-file.ts";
import type { PatchCheck } from "../fix/check-patch.ts";
import type { Verdict } from "../policy/verdict.ts";
import type { EvidenceFile } from "./decision.ts";
import type { Repair } from "./repair.ts";

/** More changed lines are hard to review at one sitting (SmartBear, "Best practices for code review": 200–400). */
const EASY_LINES = 200;

export function reviewFile({ id }: Repair, verdict: Verdict, check: PatchCheck): EvidenceFile {
  const lines = check.added + check.removed;
  const kept = check.violations.length === 0;
  const secure = !check.violations.some(({ rule }) => ["secret", "protected", "text-direction", "binary"].includes(rule));
  return buildEvidenceFile("REVIEW", {
    repair: id,
    verdict,
    rubric: {
      readability: { grade: lines <= EASY_LINES ? "good" : "acceptable", because: `${lines} changed lines in ${check.files.length} files, written by the skills' own tools` },
      maintainability: { grade: kept ? "good" : "poor", because: kept ? "the contracts' actions only" : `${check.violations.length} contract violations` },
      performance: { grade: "unknown", because: "not measured" },
      security: { grade: secure ? "good" : "poor", because: secure ? "no secret, protected file or hidden character in the patch" : "the patch touches what is protected" },
      governance: { grade: verdict.answer === "allow" ? "good" : "poor", because: verdict.summary },
    },
  });
}
