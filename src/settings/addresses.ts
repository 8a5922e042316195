/** Settings that are addresses: https, or http on this very machine; nobody is named in one. */
import { resolve } from "node:path";
import type { OpaSettings, ServeConfig } from "./config.ts";
import { wrong } from "./setting-fault.ts";
import { Variables } from "./variables.ts";

/** A path, or an address. Read by the command line too. Fault `setting-invalid`. */
export function advisoriesOf({ REGREEN_ADVISORIES: from }: { readonly REGREEN_ADVISORIES?: string | undefined }): string | null {
  if (from === undefined || from.trim() === "") return null;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(from) ? addressIn("REGREEN_ADVISORIES", from) : resolve(from);
}

/** Read by the command line too. Fault `setting-invalid`. */
export function opaOf({ REGREEN_OPA_URL: url, REGREEN_OPA_PATH: path = "regreen/merge" }: { readonly REGREEN_OPA_URL?: string | undefined; readonly REGREEN_OPA_PATH?: string | undefined }): OpaSettings | null {
  return url === undefined || url.trim() === "" ? null : { url: addressIn("REGREEN_OPA_URL", url), path };
}

/** https; http only on this very machine. */
export function addressIn(name: string, text: string): string {
  const { protocol, hostname, username } = URL.canParse(text) ? new URL(text) : { protocol: "", hostname: "", username: "" };
  if (protocol !== "https:" && !(protocol === "http:" && isLoopback(hostname))) throw wrong(name, "is not an https address (http is for this machine alone)");
  if (username !== "") throw wrong(name, "has a name in it: an address says where, not who");
  return text;
}

/** Where GitHub is, for the command line. Fault `setting-invalid`. */
export function gitHubAddressOf({ GHE_HOST, GHE_PROTOCOL }: { readonly GHE_HOST?: string | undefined; readonly GHE_PROTOCOL?: string | undefined }): { readonly apiUrl: string; readonly webUrl: string } {
  const parsed = Variables.pick({ GHE_HOST: true, GHE_PROTOCOL: true }).safeParse({ ...(GHE_HOST === undefined || GHE_HOST === "" ? {} : { GHE_HOST }), ...(GHE_PROTOCOL === undefined || GHE_PROTOCOL === "" ? {} : { GHE_PROTOCOL }) });
  if (!parsed.success) throw wrong(parsed.error.issues[0]?.path.join(".") ?? "?", parsed.error.issues[0]?.message ?? "is not valid");
  const { apiUrl, webUrl } = gitHubOf({ ...parsed.data, REGREEN_DOWNLOAD_ORIGINS: [] });
  return { apiUrl, webUrl };
}

/** As Probot builds it: GitHub Enterprise Server serves its API under `/api/v3`. Plain http is for loopback alone (attack C14). */
export function gitHubOf({ GHE_HOST: host, GHE_PROTOCOL: protocol, REGREEN_DOWNLOAD_ORIGINS: origins }: Pick<Variables, "GHE_HOST" | "GHE_PROTOCOL" | "REGREEN_DOWNLOAD_ORIGINS">): ServeConfig["github"] {
  for (const origin of origins) if (!URL.canParse(origin) || new URL(origin).origin !== origin) throw wrong("REGREEN_DOWNLOAD_ORIGINS", `has ${origin}, which is not an origin such as https://storage.example.com`);
  if (host === undefined) return { apiUrl: "https://api.github.com", webUrl: "https://github.com", downloadOrigins: origins };
  const webUrl = `${protocol}://${host}`;
  if (protocol === "http" && !isLoopback(new URL(webUrl).hostname)) throw wrong("GHE_PROTOCOL", "is http, which is for a GitHub on this very machine only");
  return { apiUrl: `${webUrl}/api/v3`, webUrl, downloadOrigins: origins };
}

/** Whether a host name of a URL means this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
