/** What a repository asks of Regreen: `.github/regreen.yml` on its default branch. No file: silent. */
import { z } from "zod";
import { Waiver } from "../policy/leniency.ts";
import { stages } from "../policy/stage.ts";
import { branchTemplate, textTemplate } from "../pull-request/template.ts";
import { StandingBounds } from "../skill/standing/bounds.ts";
import { Generate } from "./generate.ts";

/** The merge gate: which pull requests it governs, and how firmly. */
const GateSettings = z.strictObject({
  /** `own`: Regreen's own pull requests. `all`: every pull request of the repository, and what its merge queue tests. */
  govern: z.enum(["own", "all"]).default("own"),
  /** `observe`: on other people's pull requests the check says what it would answer, and holds nothing up. Regreen's own are always held to it. */
  mode: z.enum(["observe", "enforce"]).default("enforce"),
  /** Named gates (0 to 5) that only observe, while the others enforce. */
  observe: z.array(z.literal(stages)).max(stages.length).default([]),
  /** Checks that must succeed beside those that the branch requires; matched by App and workflow where they are named. */
  checks: z.array(z.strictObject({ name: z.string().min(1).max(200), app_id: z.int().positive().nullable().default(null), workflow: z.string().max(300).nullable().default(null) })).max(50).default([]),
  /** Names of artifacts of the head commit's runs in which coverage reports and SBOMs (CycloneDX) are looked for. */
  reports: z.array(z.string().min(1).max(200)).max(10).default([]),
  waivers: z.array(Waiver).max(100).default([]),
});

const React = z.enum(["propose", "push", "suggest", "off"]);

/** Where a note for the changelog lies (`changes/{pull}.misc.md`), and what stands in it (`{title} (#{pull})`). */
export const ChangelogFragment = z.strictObject({ path: z.string().min(1).max(200).includes("{pull}"), text: z.string().min(1).max(2000).includes("{title}") });
export type ChangelogFragment = z.infer<typeof ChangelogFragment>;

/** The pull request that offers a repair, as the repository words it. */
const PullRequestSettings = z.strictObject({
  /** Opened as drafts. */
  draft: z.boolean().default(false),
  /** Logins; GitHub takes at most 10, and drops those who may not be assigned. */
  assignees: z.array(z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/, "is no login of GitHub's")).max(10).default([]),
  /** Begins with `regreen/` and names `{fix}`, so that Regreen knows its own; `{skill}` and `{branch}` may stand there too. */
  branch: branchTemplate.default("regreen/{fix}"),
  /** One line with `{title}` (what Regreen would write), `{failures}`, `{skills}`, `{branch}`, `{fix}`. */
  title: textTemplate.default("{title}"),
  /** First line of the commit, with the same names. */
  commit: textTemplate.default("Apply {skills}"),
  /** One that nobody has merged or closed for so long is closed, with the reason. */
  close_after_days: z.int().min(1).max(365).default(30),
});

/** Chat, as the operator has set it up: `REGREEN_ANNOUNCE_<name>` of the server's environment. */
const ANNOUNCEMENT_NAME = /^[A-Z][A-Z0-9_]{0,40}$/;

export const Configuration = z.strictObject({
  version: z.literal(1),
  enabled: z.boolean().default(true),
  /** Ratchets: true in any layer wins. */
  dry_run: z.boolean().default(false),
  commands: z.strictObject({ prefix: z.string().regex(/^\/[a-z][a-z0-9-]*$/) }).prefault({ prefix: "/autofix" }),
  react: z.strictObject({
    branches: z.array(z.string()).default(["main", "release/*"]),
    checks: z.array(z.string()).default(["*"]),
    ignore_checks: z.array(z.string()).default([]),
    pull_requests: React.default("propose"),
    default_branch: React.default("propose"),
    drafts: z.boolean().default(false),
    /** Pull requests from forks are never pushed to and get no branch: what mends them is suggested, or nothing is done. */
    forks: z.enum(["suggest", "off"]).default("suggest"),
  }).prefault({}),
  pull_request: PullRequestSettings.prefault({}),
  fix: z.strictObject({
    min_confidence: z.number().min(0).max(1).default(0.5),
    max_attempts: z.int().min(1).max(3).default(3),
    max_complexity: z.int().min(1).max(5).default(2),
    safe_directories: z.array(z.string()).default(["**"]),
    protected: z.array(z.string()).default([]),
    /** Several failures of one run: one pull request with all fixes in order, or one for each skill. */
    pull_requests: z.enum(["together", "by_skill"]).default("together"),
  }).prefault({}),
  skills: z.strictObject({
    disable: z.array(z.string()).default([]),
    opt_in: z.array(z.string()).default([]),
    /** When a skill is promoted, trusted or rolled back in this repository. */
    standing: StandingBounds.prefault({}),
    /** For `generated-drift`: each command, as an argument list, and the only files that it may make. */
    generate: z.array(Generate).max(20).default([]),
    /** For `changelog-fragment`: the note that a pull request without one is given. */
    changelog: ChangelogFragment.nullable().default(null),
  }).prefault({}),
  policies: z.array(z.string()).default(["default"]),
  gate: GateSettings.prefault({}),
  limits: z.strictObject({
    open_pull_requests: z.int().positive().default(3),
    pull_requests_per_hour: z.int().positive().default(2),
    actions_minutes_per_day: z.number().positive().default(60),
    /** For cancel-stuck-run: the longest that a run may be in progress. */
    stuck_run_minutes: z.int().min(5).default(180),
    seconds_per_repair: z.int().positive().default(600),
    steps: z.int().positive().default(40),
    retries: z.int().nonnegative().default(3),
    tokens_per_day: z.int().nonnegative().default(0),
    dollars_per_day: z.number().nonnegative().default(0),
  }).prefault({}),
  modlog: z.strictObject({ style: z.enum(["file", "directory", "off"]).default("file"), path: z.string().default("ModLog.md") }).prefault({}),
  reports: z.strictObject({ cron: z.string().default("0 6 * * 1"), checks: z.array(z.enum(["static", "stale", "contracts", "dependencies"])).default(["static", "stale", "contracts", "dependencies"]) }).prefault({}),
  labels: z.strictObject({ applied: z.array(z.string()).default(["regreen"]), skip: z.string().default("no-autofix"), approve: z.string().default("autofix") }).prefault({}),
  auto_merge: z.strictObject({ enabled: z.boolean().default(false), risk: z.enum(["low", "medium"]).default("low") }).prefault({}),
  /** Alert rules on fingerprints: each opens or updates a tracking issue, which is closed when the failure was not seen for `quiet_hours`. */
  alerts: z.strictObject({ new: z.boolean().default(false), spike: z.boolean().default(false), sustained: z.boolean().default(false), quiet_hours: z.int().min(1).max(8_760).default(24) }).prefault({}),
  announce: z.strictObject({ webhook_secret_name: z.string().regex(ANNOUNCEMENT_NAME, "is a name in capitals, such as TEAM_CHAT: the operator sets REGREEN_ANNOUNCE_TEAM_CHAT").nullable().default(null) }).prefault({}),
  llm: z.strictObject({ enabled: z.boolean().default(false), mode: z.enum(["normal", "research", "code", "ops"]).default("normal") }).prefault({}),
});
export type Configuration = z.infer<typeof Configuration>;
