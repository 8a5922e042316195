import { Fault } from "../fault/fault.ts";
import { digestOf, type Digest } from "../identity/digest.ts";
import { describeMistakes, placeOf, readYaml, type YamlMistake } from "../configuration/read-yaml.ts";
import { compileRule, type Expression } from "./compile-rule.ts";
import { PackText, type RuleText } from "./pack.ts";
import type { Stage } from "./stage.ts";
import type { Gate } from "./verdict.ts";

export interface Rule {
  readonly id: string;
  readonly when: Expression | null;
  readonly require: Expression;
  readonly otherwise: "deny" | "wait";
  readonly message: string;
  readonly waivable: boolean;
  readonly gates: readonly Gate[];
  readonly stage: Stage;
}

export interface Pack {
  readonly name: string;
  readonly sha256: Digest;
  readonly rules: readonly Rule[];
}

export type PackReading = { readonly ok: true; readonly pack: Pack } | { readonly ok: false; readonly mistakes: readonly YamlMistake[] };

/** Throws Fault `policy-invalid` that names each mistake with line and column. */
export function loadPack(name: string, text: string): Pack {
  const reading = readPack(name, text);
  if (!reading.ok) throw new Fault("policy-invalid", { detail: describeMistakes(name, reading.mistakes) });
  return reading.pack;
}

/** Reads a pack and checks every expression's names and types. For those who show the mistakes one by one. */
export function readPack(name: string, text: string): PackReading {
  const reading = readYaml(text, PackText);
  if (!reading.ok) return reading;
  const mistakes: YamlMistake[] = [];
  const rules = reading.value.rules.map((rule, index) => {
    const compile = (key: "when" | "require", source: string): Expression | null => {
      const compiled = compileRule(source);
      if (compiled.ok) return compiled.expression;
      mistakes.push({ ...placeOf(reading.document, reading.lines, ["rules", index, key]), message: `rule ${rule.id}, ${key}: ${compiled.message}` });
      return null;
    };
    return { rule, when: rule.when === undefined ? null : compile("when", rule.when), require: compile("require", rule.require) };
  });
  mistakes.push(...repeated(reading.value.rules));
  if (mistakes.length > 0) return { ok: false, mistakes };
  const named = rules.flatMap(({ rule, when, require }) => (require === null ? [] : [placed({ ...rule, when, require, gates: rule.gates ?? [reading.value.gate] })]));
  return { ok: true, pack: { name, sha256: digestOf(text), rules: named } };
}

function placed({ stage, ...rule }: Omit<Rule, "stage"> & { readonly stage?: Stage | undefined }): Rule {
  return { ...rule, stage: stage ?? (rule.gates.includes("merge") ? 5 : 3) };
}

function repeated(rules: readonly RuleText[]): readonly YamlMistake[] {
  const ids = rules.map((rule) => rule.id);
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => ({ line: 1, column: 1, message: `rule ${id} is there twice` }));
}
