/** Licences of what a change brings in, as lockfiles and SBOMs give them. */
import type { Facts } from "../facts.ts";
import type { DependencyChange } from "./compare.ts";
import { dependencyText, type Dependency } from "./dependency.ts";

/** `told`: licences that another file tells (an SBOM), by package URL. */
export function licenceFacts(change: DependencyChange | null, told: ReadonlyMap<string, string>, purlOf: (dependency: Dependency) => string): Facts["licences"] {
  if (change === null) return null;
  const brought = [...change.added, ...change.updated].map((one) => ({ one, licence: one.licence ?? told.get(purlOf(one)) ?? null }));
  return {
    found: [...new Set(brought.flatMap(({ licence }) => (licence === null ? [] : alternatives(licence))))].toSorted(),
    unknown: brought.filter(({ licence }) => licence === null).map(({ one }) => dependencyText(one)),
    copyleft: brought.filter(({ licence }) => licence !== null && isCopyleft(licence)).map(({ one }) => dependencyText(one)),
  };
}

/** The licences that an SPDX expression names. */
function alternatives(expression: string): readonly string[] {
  return expression.replace(/[()]/g, " ").split(/\s+(?:OR|AND|WITH)\s+/i).map((name) => name.trim()).filter((name) => name !== "");
}

/** Licences that ask for the whole work's source: GPL, AGPL, SSPL, EUPL, OSL, CC-BY-SA (SPDX licence list). With a choice (`OR`), only where every choice does. */
const COPYLEFT = /^(?:A?GPL|SSPL|EUPL|OSL|CC-BY-SA|CC-BY-NC|BUSL|Elastic)\b/i;

function isCopyleft(expression: string): boolean {
  return expression.replace(/[()]/g, " ").split(/\s+OR\s+/i).every((choice) => choice.split(/\s+AND\s+/i).some((name) => COPYLEFT.test(name.trim())));
}
