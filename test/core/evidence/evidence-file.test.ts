import { expect, test } from "@jest/globals";
import { buildEvidenceFile, evidenceProblem } from "../../../src/core/evidence/evidence-file.ts";
import { Problem } from "../../../src/core/evidence/documents.ts";
import { digestOf } from "../../../src/core/identity/digest.ts";

const problem = Problem.parse({
  repair: "fix_20261120_081500_k3f9", repo: "octo/hello", branch: "main", head_sha: "a".repeat(40),
  must_become_green: [{ check: "ci / lint", tests: [], files: ["src/app.js"] }],
});

test("an evidence file is named after its phase and digested over its bytes", () => {
  const file = buildEvidenceFile("SPEC", problem);
  expect(file.file).toBe("problem.json");
  expect(file.sha256).toBe(digestOf(file.content));
});

test("valid evidence has no problem", () => {
  expect(evidenceProblem("SPEC", buildEvidenceFile("SPEC", problem).content)).toBeNull();
});

test("evidence of another phase is named as not valid", () => {
  expect(evidenceProblem("VERIFY", buildEvidenceFile("SPEC", problem).content)).toMatch(/^checks\.json: /);
});

test("evidence that is not JSON is named", () => {
  expect(evidenceProblem("PLAN", new TextEncoder().encode("{"))).toBe("plan.json is not JSON");
});
