/** A place is a path, line and column as a tool printed it, made relative where the log shows the workspace. */
import type { Location } from "../report.ts";

/**
 * Where CI systems check a repository out: GitHub-hosted runners (Linux and macOS, containers, Windows), Docker actions, GitLab, Travis,
 * CircleCI, Buildkite, Azure. Each takes two path parts or none after it as the vendor documents.
 */
const WORKSPACES: readonly RegExp[] = [
  /^\/home\/runner\/work\/[^/]+\/[^/]+\//,
  /^\/Users\/runner\/work\/[^/]+\/[^/]+\//,
  /^\/__w\/[^/]+\/[^/]+\//,
  /^\/github\/workspace\//,
  /^[A-Z]:\/a\/_work\/\d+\/s\//,
  /^[A-Z]:\/a\/[^/]+\/[^/]+\//,
  /^\/(?:home\/)?builds\/[^/]+\/[^/]+\//,
  /^\/home\/travis\/build\/[^/]+\/[^/]+\//,
  /^\/home\/circleci\/(?:project|repo)\//,
  /^\/var\/lib\/buildkite-agent\/builds\/[^/]+\/[^/]+\/[^/]+\//,
  /^\/home\/vsts\/work\/\d+\/s\//,
  // A self-hosted GitHub runner, wherever it is installed: `<anywhere>/_work/<repository>/<repository>/`.
  /^(?:\/[^/]+)+?\/_work\/([^/]+)\/\1\//,
];

/** Each of them begins so. */
const ABSOLUTE = /^(?:\/|[A-Z]:)/;

/** Longest path that is believed to be one. */
const LONGEST = 512;

export interface PrintedPlace {
  readonly file: string;
  readonly line?: string | number | null | undefined;
  readonly column?: string | number | null | undefined;
  readonly rule?: string | null | undefined;
  readonly message?: string | null | undefined;
}

/** The path with forward slashes, relative to `workspace` (absolute, or null) or to the checkout folder of a known CI system. */
export function relativePath(printed: string, workspace: string | null): string {
  let path = printed.trim();
  if (path.startsWith("file://")) path = path.slice("file://".length);
  if (path.includes("\\")) path = path.replaceAll("\\", "/");
  if (workspace !== null) {
    const root = `${workspace.replaceAll("\\", "/").replace(/\/+$/, "")}/`;
    if (root.length > 1 && path.startsWith(root)) return path.slice(root.length);
  }
  if (ABSOLUTE.test(path)) for (const pattern of WORKSPACES) path = path.replace(pattern, "");
  return path.startsWith("./") ? path.replace(/^(?:\.\/)+/, "") : path;
}

/** A location from what a tool printed, or null when it cannot be one (no path, a path that is too long, a URL). */
export function placeOf(printed: PrintedPlace, workspace: string | null): Location | null {
  if (printed.file.length > LONGEST || printed.file.includes("://")) return null;
  const file = relativePath(printed.file, workspace);
  if (file === "" || file === "/" || file.endsWith("/")) return null;
  return {
    file,
    line: counted(printed.line),
    column: counted(printed.column),
    rule: printed.rule?.trim() || null,
    message: printed.message?.trim().slice(0, 1000) || null,
  };
}

function counted(printed: string | number | null | undefined): number | null {
  const value = typeof printed === "string" ? Number.parseInt(printed, 10) : (printed ?? Number.NaN);
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}
