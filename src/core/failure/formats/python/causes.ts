/** What kind of failure an uncaught Python exception is. */
import type { Finding } from "../../format.ts";

export interface Raised {
  readonly exception: string;
  readonly message: string;
  /** The line above the exception, and those above it. */
  readonly line: string;
  readonly above: readonly string[];
}

type Cause = Pick<Finding, "class" | "pattern_name" | "tool">;

const BY_NAME: readonly (readonly [RegExp, Cause])[] = [
  [/^(?:ModuleNotFoundError|ImportError)$/, { class: "module-not-found", pattern_name: "module_not_found" }],
  [/^(?:SyntaxError|IndentationError|TabError)$/, { class: "syntax-error", pattern_name: "python_syntax_error" }],
  [/^Unicode(?:Decode|Encode)?Error$/, { class: "encoding", pattern_name: "invalid_utf8" }],
  [/^MemoryError$|OutOfMemoryError$/, { class: "out-of-memory", pattern_name: "out_of_memory" }],
  [/(?:^|\.)(?:ConnectionError|ConnectTimeout|ReadTimeout|ConnectionRefusedError|ConnectionResetError|URLError|gaierror|NewConnectionError|MaxRetryError|ProtocolError|SSLError|IncompleteRead|ChunkedEncodingError|RemoteDisconnected|ReadTimeoutError|ConnectionTimeout)$/, { class: "network-infra", pattern_name: "network_failure" }],
  [/(?:^|\.)(?:TimeoutError|TimeoutExpired)$/, { class: "timeout", pattern_name: "timed_out" }],
  [/(?:^|\.)(?:ImproperlyConfigured)$/, { class: "missing-env-secret", pattern_name: "missing_setting" }],
  [/(?:^|\.)AssertionError$/, { class: "test-failure", pattern_name: "python_assertion" }],
];

const BY_MESSAGE: readonly (readonly [RegExp, Cause])[] = [
  [/No space left on device|\[Errno 28\]/, { class: "disk-full", pattern_name: "disk_full" }],
  [/HTTP Error 429|Too Many Requests|rate limit/i, { class: "rate-limit", pattern_name: "rate_limited" }],
  [/HTTP Error 40[13]|40[13] Client Error|AccessDenied|Unauthorized|Forbidden/, { class: "auth-permission", pattern_name: "access_denied" }],
  [/timed out after [\d.]+ ?(?:s|m|h)/, { class: "timeout", pattern_name: "timed_out" }],
  [/\btests? .{0,200}failed/, { class: "test-failure", pattern_name: "python_test_script" }],
  [/couldn't connect to|Max retries exceeded|HTTPS?ConnectionPool/, { class: "network-infra", pattern_name: "network_failure" }],
  [/HTTP Error 50\d|50\d Server Error|Name or service not known|Temporary failure in name resolution|Connection (?:refused|reset|aborted)|timed out/, { class: "network-infra", pattern_name: "network_failure" }],
  [/CUDA out of memory|Cannot allocate memory/, { class: "out-of-memory", pattern_name: "out_of_memory" }],
];

export function causeOfException({ exception, message, line, above }: Raised): Cause {
  const name = exception.replace(/^builtins\./, "");
  if (name === "KeyError" && [line, ...above].some((text) => /environ|getenv|in __getitem__|os\.py/.test(text)) && /^'[A-Z][A-Z0-9_]{2,}'$/.test(message)) return { class: "missing-env-secret", pattern_name: "missing_environment_variable" };
  const found = BY_NAME.find(([pattern]) => pattern.test(name)) ?? BY_MESSAGE.find(([pattern]) => pattern.test(message));
  return { ...found?.[1], ...toolOf(name) };
}

/** Packages that are tools of their own: what they raise is theirs and not the interpreter's. */
const RAISERS: Readonly<Record<string, string>> = { django: "django", coverage: "coverage", pytest: "pytest", _pytest: "pytest", sphinx: "sphinx", ansible: "ansible", mkdocs: "mkdocs", alembic: "alembic", conan: "conan", scrapy: "scrapy" };

function toolOf(exception: string): Pick<Finding, "tool"> {
  const tool = exception.includes(".") ? RAISERS[exception.replace(/\..*$/, "")] : undefined;
  return tool === undefined ? {} : { tool };
}
