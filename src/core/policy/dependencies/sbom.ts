/** What a change brings in, as a software bill of materials: CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/). Read too, for the licences that it tells. */
import { z } from "zod";
import type { Timestamp } from "../../identity/timestamp.ts";
import type { DependencyChange } from "./compare.ts";
import { purlOf, type Dependency } from "./dependency.ts";

export interface Sbom {
  readonly bomFormat: "CycloneDX";
  readonly specVersion: "1.6";
  readonly version: 1;
  readonly metadata: { readonly timestamp: Timestamp; readonly component: { readonly type: "application"; readonly name: string; readonly version: string } };
  readonly components: readonly SbomComponent[];
}

interface SbomComponent {
  readonly type: "library";
  readonly "bom-ref": string;
  readonly name: string;
  readonly version?: string;
  readonly purl: string;
  readonly licenses?: readonly { readonly expression: string }[];
  readonly properties: readonly { readonly name: string; readonly value: string }[];
}

/** `name`, `version`: the repository and the commit. What is taken out is not in it. */
export function buildSbom(change: DependencyChange, { name, version, at }: { readonly name: string; readonly version: string; readonly at: Timestamp }): Sbom {
  const component = (how: string) => (one: Dependency): SbomComponent => ({
    type: "library", "bom-ref": purlOf(one), name: one.name, ...(one.version === null ? {} : { version: one.version }), purl: purlOf(one),
    ...(one.licence === null ? {} : { licenses: [{ expression: one.licence }] }), properties: [{ name: "regreen:change", value: how }],
  });
  return {
    bomFormat: "CycloneDX", specVersion: "1.6", version: 1, metadata: { timestamp: at, component: { type: "application", name, version } },
    components: [...change.added.map(component("added")), ...change.updated.map(component("updated"))],
  };
}

const Told = z.object({
  bomFormat: z.literal("CycloneDX"),
  components: z.array(z.object({
    purl: z.string().optional(),
    licenses: z.array(z.object({ expression: z.string().optional(), license: z.object({ id: z.string().optional(), name: z.string().optional() }).optional() })).optional(),
  })).default([]),
});

/** Licences by package URL, without its qualifiers; null: this is no CycloneDX document. */
export function licencesOf(text: string): ReadonlyMap<string, string> | null {
  try {
    const told = Told.safeParse(JSON.parse(text));
    if (!told.success) return null;
    return new Map(told.data.components.flatMap(({ purl, licenses }) => {
      const names = (licenses ?? []).flatMap(({ expression, license }) => expression ?? license?.id ?? license?.name ?? []);
      return purl === undefined || names.length === 0 ? [] : [[purl.replace(/[?#].*$/, ""), names.join(" OR ")] as const];
    }));
  } catch {
    return null;
  }
}
