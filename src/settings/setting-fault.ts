import { Fault } from "../core/fault/fault.ts";

/** Fault `setting-invalid` that names the variable: `APP_ID is missing …`. */
export function wrong(name: string, why: string, cause?: unknown): Fault {
  return new Fault("setting-invalid", { detail: `${name} ${why}`, cause });
}
