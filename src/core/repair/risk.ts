/** How risky a repair is, from the complexity of the skills that it would run: what only changes form is low. */
import type { Strategy } from "../evidence/documents.ts";

/** `complexity`: 1 to 5, the highest of the skills; 3 and more is for people where no skill is known. */
export function riskOf(complexity: number): Strategy["risk"] {
  if (complexity <= 2) return "low";
  return complexity === 3 ? "medium" : "high";
}
