/**
 * What an organisation lays over the configuration of each of its repositories: `.github/regreen.yml` of its `.github` repository. It can only make
 * stricter: what it says holds, and where both say something the stricter wins. What it does not say is left to the repository.
 */
import { readConfiguration } from "./parse-configuration.ts";
import { Configuration } from "./configuration.ts";
import { readYaml, type YamlMistake } from "./read-yaml.ts";

/** How the name of the repository ends that an account's layer lies in. */
export const ORGANISATION_REPOSITORY = "/.github";

export interface OrganisationLayer {
  readonly configuration: Configuration;
  /** Whether the file says anything under this path of keys. */
  readonly says: (...path: readonly string[]) => boolean;
}

export type LayerReading = { readonly ok: true; readonly layer: OrganisationLayer } | { readonly ok: false; readonly mistakes: readonly YamlMistake[] };

export function readOrganisationLayer(bytes: Uint8Array): LayerReading {
  const reading = readConfiguration(bytes);
  if (!reading.ok) return reading;
  const yaml = readYaml(new TextDecoder().decode(bytes), Configuration);
  if (!yaml.ok) return yaml;
  const { document } = yaml;
  return { ok: true, layer: { configuration: reading.configuration, says: (...path) => document.hasIn(path) } };
}

/** The repository's configuration under its organisation's. Pure. */
export function ratchet(own: Configuration, { configuration: above, says }: OrganisationLayer): Configuration {
  return {
    ...own,
    enabled: own.enabled && above.enabled,
    dry_run: own.dry_run || above.dry_run,
    react: { ...own.react, forks: says("react", "forks") && above.react.forks === "off" ? "off" : own.react.forks },
    fix: {
      ...own.fix,
      min_confidence: says("fix", "min_confidence") ? Math.max(own.fix.min_confidence, above.fix.min_confidence) : own.fix.min_confidence,
      max_attempts: says("fix", "max_attempts") ? Math.min(own.fix.max_attempts, above.fix.max_attempts) : own.fix.max_attempts,
      max_complexity: says("fix", "max_complexity") ? Math.min(own.fix.max_complexity, above.fix.max_complexity) : own.fix.max_complexity,
      protected: union(own.fix.protected, above.fix.protected),
    },
    skills: { ...own.skills, disable: union(own.skills.disable, above.skills.disable) },
    limits: leastLimits(own, above, says),
    auto_merge: {
      enabled: own.auto_merge.enabled && (above.auto_merge.enabled || !says("auto_merge", "enabled")),
      risk: says("auto_merge", "risk") && above.auto_merge.risk === "low" ? "low" : own.auto_merge.risk,
    },
    gate: firmerGate(own, above, says),
  };
}

function firmerGate({ gate: own }: Configuration, { gate: above }: Configuration, says: OrganisationLayer["says"]): Configuration["gate"] {
  const firm = says("gate", "mode") && above.mode === "enforce";
  return {
    ...own,
    govern: above.govern === "all" ? "all" : own.govern,
    mode: firm ? "enforce" : own.mode,
    observe: firm || says("gate", "observe") ? own.observe.filter((stage) => above.observe.includes(stage)) : own.observe,
    checks: [...own.checks, ...above.checks],
    reports: union(own.reports, above.reports),
  };
}

function leastLimits({ limits: own }: Configuration, { limits: above }: Configuration, says: OrganisationLayer["says"]): Configuration["limits"] {
  const least = (key: keyof Configuration["limits"]): number => (says("limits", key) ? Math.min(own[key], above[key]) : own[key]);
  return {
    open_pull_requests: least("open_pull_requests"), pull_requests_per_hour: least("pull_requests_per_hour"), actions_minutes_per_day: least("actions_minutes_per_day"),
    seconds_per_repair: least("seconds_per_repair"), steps: least("steps"), retries: least("retries"), tokens_per_day: least("tokens_per_day"), dollars_per_day: least("dollars_per_day"),
    // The longer wait is the stricter: less is cancelled.
    stuck_run_minutes: says("limits", "stuck_run_minutes") ? Math.max(own.stuck_run_minutes, above.stuck_run_minutes) : own.stuck_run_minutes,
  };
}

function union(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])];
}
