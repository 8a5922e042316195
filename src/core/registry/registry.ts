/**
 * A registry is where packages of one ecosystem come from. Which ones a skill may reach is the operator's word alone
 * (`REGREEN_REGISTRIES`): never a file of the repository, and never a list that came with Regreen.
 */
import { z } from "zod";

export const ecosystems = ["npm", "pypi", "crates", "go", "maven", "rubygems", "packagist"] as const;
export const Ecosystem = z.enum(ecosystems);
export type Ecosystem = z.infer<typeof Ecosystem>;

/** `https://packages.example.com`, with a port where it is not the usual one; plain http for mirrors in a network of one's own. */
export const RegistryOrigin = z.string().refine((text) => isOrigin(text), "is an origin such as https://packages.example.com: no path, no user, no wildcard");
export type RegistryOrigin = z.infer<typeof RegistryOrigin>;

/** The origins that the operator permits, by ecosystem. */
export type Registries = Readonly<Partial<Record<Ecosystem, readonly RegistryOrigin[]>>>;

export type RegistriesReading = { readonly ok: true; readonly registries: Registries } | { readonly ok: false; readonly problem: string };

/** Reads the operator's setting: `npm=https://a.example; pypi=https://b.example,https://files.example`. Empty: nothing is permitted. */
export function parseRegistries(text: string): RegistriesReading {
  const registries: Partial<Record<Ecosystem, readonly RegistryOrigin[]>> = {};
  for (const part of text.split(";").map((each) => each.trim()).filter((each) => each !== "")) {
    const [name = "", list = ""] = [part.slice(0, part.indexOf("=")).trim(), part.slice(part.indexOf("=") + 1)];
    const ecosystem = Ecosystem.safeParse(name);
    if (!ecosystem.success) return { ok: false, problem: `has ${JSON.stringify(part.slice(0, 60))}; each part is ECOSYSTEM=ORIGIN,ORIGIN with one of ${ecosystems.join(", ")}` };
    const origins = list.split(",").map((each) => each.trim()).filter((each) => each !== "");
    const wrong = origins.find((origin) => !isOrigin(origin));
    if (wrong !== undefined || origins.length === 0) return { ok: false, problem: `names ${JSON.stringify(wrong ?? "")} for ${name}, which is not an origin such as https://packages.example.com` };
    registries[ecosystem.data] = origins;
  }
  return { ok: true, registries };
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text) || text.includes("*")) return false;
  const { origin, protocol } = new URL(text);
  return origin === text && (protocol === "https:" || protocol === "http:");
}

/** What a command asked the proxy for. */
export interface RegistryRequest {
  /** `https`: a tunnel by CONNECT; `http`: a plain request. */
  readonly scheme: "https" | "http";
  /** Lower case, without brackets or a final dot. */
  readonly host: string;
  readonly port: number;
}

/** Why this request is not let through, in plain words; null when one of the origins is what it asks for. */
export function registryRefusal(request: RegistryRequest, origins: readonly RegistryOrigin[]): string | null {
  const known = origins.map((origin) => new URL(origin));
  const sameHost = known.filter(({ hostname }) => hostname.replace(/^\[|\]$/g, "") === request.host);
  if (sameHost.length === 0) return `${request.host} is not a registry that the operator permits`;
  if (sameHost.some((url) => url.protocol === `${request.scheme}:` && portOf(url) === request.port)) return null;
  return `${request.host} is permitted as ${sameHost.map(({ origin }) => origin).join(", ")} only, and ${request.scheme} on port ${request.port} was asked for`;
}

function portOf({ port, protocol }: URL): number {
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}
