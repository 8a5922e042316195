/** Credentials by their published shapes, found and masked before a byte is stored or shown. Found is counted, the value is never kept. */

interface SecretShape {
  readonly name: string;
  readonly pattern: RegExp;
}

/**
 * Shapes from the issuers' documentation: GitHub (authentication token formats), AWS (access key ids), npm, PyPI, Slack, Google, Stripe,
 * JSON Web Tokens (RFC 7519), PEM private keys (RFC 7468), basic credentials in URLs (RFC 3986). Each has bounded repetition: linear time.
 */
const shapes: readonly SecretShape[] = [
  { name: "github-token", pattern: /\bgh[pousr]_[A-Za-z0-9]{30,255}\b/g },
  { name: "github-fine-grained-token", pattern: /\bgithub_pat_[A-Za-z0-9_]{40,255}\b/g },
  { name: "aws-access-key", pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g },
  { name: "aws-secret-key", pattern: /\b(aws_?secret_?(?:access_?)?key["']?\s{0,4}[:=]\s{0,4}["']?)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/gi },
  { name: "npm-token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { name: "npm-auth", pattern: /(_authToken\s{0,4}=\s{0,4})[^\s"'[]{8,512}/g },
  { name: "pypi-token", pattern: /\bpypi-[A-Za-z0-9_-]{40,400}/g },
  { name: "slack-token", pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,200}/g },
  { name: "slack-webhook", pattern: /hooks\.slack\.com\/services\/[A-Za-z0-9/]{20,100}/g },
  { name: "google-key", pattern: /\bAIza[A-Za-z0-9_-]{35}\b/g },
  { name: "stripe-key", pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,200}\b/g },
  { name: "json-web-token", pattern: /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,2000}/g },
  { name: "private-key", pattern: /-----BEGIN(?: |%20|\+)(?:[A-Z0-9]{1,20}(?: |%20|\+)){0,3}PRIVATE(?: |%20|\+)KEY-----(?:[\s\S]{1,8000}?-----END(?: |%20|\+)(?:[A-Z0-9]{1,20}(?: |%20|\+)){0,3}PRIVATE(?: |%20|\+)KEY-----|[\s\S]{1,8000})/g },
  { name: "url-password", pattern: /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"']{0,100}:)[^\s:@/"']{3,200}(?=@)/gi },
  { name: "authorization", pattern: /\b(authorization["']?\s{0,4}[:=]\s{0,4}["']?(?:bearer|basic|token)\s{1,4})[A-Za-z0-9._~+/=-]{8,2000}/gi },
];

/**
 * Secrets as they also stand in logs: in hexadecimal or base64, cut short, or the middle of a key whose first and last line are elsewhere. Too wide to
 * refuse a patch for, and right to mask.
 */
const traces: readonly SecretShape[] = [
  { name: "encoded-token", pattern: /(?:6768(?:70|6f|75|73|72)5f|6769746875625f7061745f|414b4941|6e706d5f)(?:[0-9a-f]{2}){12,255}/gi },
  { name: "encoded-token", pattern: /(?:Z2h[wv1zy]X|Z2l0aHViX3BhdF|QUtJQ|bnBtX|LS0tLS1CRUdJT)[A-Za-z0-9+/_-]{16,12000}={0,2}/g },
  { name: "github-token", pattern: /\bgh[pousr]_[A-Za-z0-9]{8,30}/g },
  { name: "key-material", pattern: /^[A-Za-z0-9+/]{64}$(?:\r?\n[A-Za-z0-9+/=]{1,64}$){1,100}/gm },
];

/** The text with every known secret replaced by `[masked: <shape>]`. */
export function maskSecrets(text: string): string {
  let masked = text;
  for (const { name, pattern } of [...shapes, ...traces]) {
    masked = masked.replace(pattern, (_whole, kept: unknown) => `${typeof kept === "string" ? kept : ""}[masked: ${name}]`);
  }
  return masked;
}

/** Without a place to go on from: asked anew each time. */
const anywhere = shapes.map(({ name, pattern }) => ({ name, pattern: new RegExp(pattern.source, pattern.flags.replace("g", "")) }));

/** Names of the shapes found, in order of the list; empty when there is none. */
export function findSecrets(text: string): readonly string[] {
  return anywhere.filter(({ pattern }) => pattern.test(text)).map(({ name }) => name);
}

/** A value of JSON's kinds with every text in it masked; keys and numbers stay. */
export function maskAll<T>(value: T): T {
  return masked(value) as T;
}

function masked(value: unknown): unknown {
  if (typeof value === "string") return maskSecrets(value);
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, masked(item)]));
}
