/** The environment as it is read: a value of the process goes before one of `.env`. */
import { parseEnv } from "node:util";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { wrong } from "./setting-fault.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment over what `.env` in the folder says. */
export function readEnvironment(directory: string, environment: Environment): Environment {
  try {
    return { ...parseEnv(readFileSync(join(directory, ".env"), "utf8")), ...environment };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return environment;
    throw wrong(".env", "cannot be read", error);
  }
}
