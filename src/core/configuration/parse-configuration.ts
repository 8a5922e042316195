import { Fault } from "../fault/fault.ts";
import { configurationPath } from "./configuration-path.ts";
import { Configuration } from "./configuration.ts";
import { describeMistakes, readYaml, type YamlMistake } from "./read-yaml.ts";

export type ConfigurationReading = { readonly ok: true; readonly configuration: Configuration } | { readonly ok: false; readonly mistakes: readonly YamlMistake[] };

/** For those who show the mistakes one by one: the check run with its annotations. */
export function readConfiguration(bytes: Uint8Array): ConfigurationReading {
  const text = textOf(bytes);
  if (text === null) return { ok: false, mistakes: [{ line: 1, column: 1, message: "not UTF-8" }] };
  const reading = readYaml(text, Configuration);
  return reading.ok ? { ok: true, configuration: reading.value } : reading;
}

/** Throws Fault `configuration-invalid` that names every mistake with line and column. */
export function parseConfiguration(bytes: Uint8Array): Configuration {
  const reading = readConfiguration(bytes);
  if (reading.ok) return reading.configuration;
  throw new Fault("configuration-invalid", { detail: describeMistakes(configurationPath, reading.mistakes) });
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
