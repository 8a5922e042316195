/** The variables of the environment, each with its form. The README's table and the help of `regreen serve` name the same (test/contract/settings.test.ts). */
import { z } from "zod";
import type { LogLevel } from "../adapters/telemetry/open-log.ts";

const levels = ["debug", "info", "warn", "error", "silent"] as const satisfies readonly LogLevel[];

const Flag = z.enum(["true", "false"]).default("false").transform((text) => text === "true");

/** Variables that this process reads; an empty one counts as not set. */
export const Variables = z.object({
  APP_ID: z.coerce.number("is a number").int("is a whole number").positive("is a positive number").optional(),
  PRIVATE_KEY: z.string().optional(),
  PRIVATE_KEY_PATH: z.string().optional(),
  WEBHOOK_SECRET: z.string().optional(),
  WEBHOOK_SECRET_PREVIOUS: z.string().optional(),
  GHE_HOST: z.string().regex(/^[A-Za-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-fA-F:]+\](:\d{1,5})?$/, "is a host name, with a port if need be: github.example.com").optional(),
  GHE_PROTOCOL: z.enum(["https", "http"], "is https, or http for a GitHub on this machine").default("https"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "is a PostgreSQL URL: postgres://user@host/database" }).optional(),
  PORT: z.coerce.number("is a number").int("is a whole number").min(0).max(65_535, "is at most 65535").default(3000),
  HOST: z.string().default("127.0.0.1"),
  NODE_ENV: z.string().optional(),
  LOG_LEVEL: z.enum(levels, `is one of ${levels.join(", ")}`).default("info"),
  REGREEN_STATE: z.string().optional(),
  REGREEN_PAGES: z.enum(["loopback", "members", "everyone", "nobody"], "is loopback, members, everyone or nobody").default("loopback"),
  REGREEN_URL: z.string().optional(),
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
  REGREEN_DRY_RUN: Flag,
  REGREEN_CHECKPOINT_KEY: z.string().optional(),
  REGREEN_CHECKPOINT_KEY_PATH: z.string().optional(),
  REGREEN_DOWNLOAD_ORIGINS: z.string().default("").transform((text) => text.split(/[\s,]+/).filter((origin) => origin !== "")),
  REGREEN_REGISTRIES: z.string().default(""),
  REGREEN_OPERATIONS: z.string().optional(),
  REGREEN_LEARNING: z.string().optional(),
  REGREEN_REQUESTS: z.string().optional(),
  REGREEN_SOURCES: z.string().optional(),
  REGREEN_KILL_SWITCH: Flag,
  REGREEN_TELEMETRY: z.string().optional(),
  REGREEN_OTLP_URL: z.string().optional(),
  REGREEN_OTLP_HEADERS: z.string().optional(),
  REGREEN_ADVISORIES: z.string().optional(),
  REGREEN_OPA_URL: z.string().optional(),
  REGREEN_OPA_PATH: z.string().regex(/^[A-Za-z_][\w-]*(?:\/[A-Za-z_][\w-]*)*$/, "is the path of a rule, such as regreen/merge").default("regreen/merge"),
  REGREEN_CRAWL_MINUTES: z.coerce.number("is a number of minutes, or 0").int("is a whole number of minutes").min(0, "is 0 or more").max(1_440, "is at most a day, 1440").default(5),
  XDG_STATE_HOME: z.string().optional(),
  NODE_TLS_REJECT_UNAUTHORIZED: z.string().optional(),
});

export type Variables = z.infer<typeof Variables>;
