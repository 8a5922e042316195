/** Who refused a request that waited for a person, and why: beside who approved one. */
import type { Dialect } from "../script.ts";

export function refusals(_: Dialect): readonly string[] {
  return ["alter table requests add column refused_by text", "alter table requests add column refusal text"];
}
