import { Fault } from "../fault/fault.ts";
import { parseRegistries, type Registries } from "./registry.ts";

/** The package registries that the operator permits, of the environment's `REGREEN_REGISTRIES`. Fault `setting-invalid`. */
export function registriesOf({ REGREEN_REGISTRIES: text }: { readonly REGREEN_REGISTRIES?: string | undefined }): Registries {
  const reading = parseRegistries(text ?? "");
  if (!reading.ok) throw new Fault("setting-invalid", { detail: `REGREEN_REGISTRIES ${reading.problem}` });
  return reading.registries;
}
