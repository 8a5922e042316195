/** Credentials by their published shapes, found and masked before a byte is stored or shown. Found is counted, the value is never kept. */

interface SecretShape {
  readonly name: string;
  /** Source of a pattern that stands in all that the shape's own matches, whatever the case of its letters; it is asked first, of all shapes at once. */
  readonly hint: string;
  readonly pattern: RegExp;
}

/**
 * Shapes from the issuers' documentation: GitHub (authentication token formats), AWS (access key ids), npm, PyPI, Slack, Google, Stripe,
 * JSON Web Tokens (RFC 7519), PEM private keys (RFC 7468), basic credentials in URLs (RFC 3986). Each has bounded repetition: linear time.
 */
const shapes: readonly SecretShape[] = [
  { name: "github-token", hint: "gh[pousr]_", pattern: /\bgh[pousr]_[A-Za-z0-9]{30,255}\b/g },
  { name: "github-fine-grained-token", hint: "github_pat_", pattern: /\bgithub_pat_[A-Za-z0-9_]{40,255}\b/g },
  { name: "aws-access-key", hint: "A(?:KI|SI|BI|CC)A", pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g },
  { name: "aws-secret-key", hint: "secret", pattern: /\b(aws_?secret_?(?:access_?)?key["']?\s{0,4}[:=]\s{0,4}["']?)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/gi },
  { name: "npm-token", hint: "npm_", pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { name: "npm-auth", hint: "_authToken", pattern: /(_authToken\s{0,4}=\s{0,4})[^\s"'[]{8,512}/g },
  { name: "pypi-token", hint: "pypi-", pattern: /\bpypi-[A-Za-z0-9_-]{40,400}/g },
  { name: "slack-token", hint: "xox[abprs]-", pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,200}/g },
  { name: "slack-webhook", hint: "hooks\\.slack", pattern: /hooks\.slack\.com\/services\/[A-Za-z0-9/]{20,100}/g },
  { name: "google-key", hint: "AIza", pattern: /\bAIza[A-Za-z0-9_-]{35}\b/g },
  { name: "stripe-key", hint: "[rs]k_(?:live|test)_", pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,200}\b/g },
  { name: "json-web-token", hint: "eyJ", pattern: /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,2000}/g },
  { name: "private-key", hint: "-----BEGIN", pattern: /-----BEGIN(?: |%20|\+)(?:[A-Z0-9]{1,20}(?: |%20|\+)){0,3}PRIVATE(?: |%20|\+)KEY-----(?:[\s\S]{1,8000}?-----END(?: |%20|\+)(?:[A-Z0-9]{1,20}(?: |%20|\+)){0,3}PRIVATE(?: |%20|\+)KEY-----|[\s\S]{1,8000})/g },
  { name: "url-password", hint: "://", pattern: /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"']{0,100}:)[^\s:@/"']{3,200}(?=@)/gi },
  { name: "authorization", hint: "authorization", pattern: /\b(authorization["']?\s{0,4}[:=]\s{0,4}["']?(?:bearer|basic|token)\s{1,4})[A-Za-z0-9._~+/=-]{8,2000}/gi },
];

/**
 * Secrets as they also stand in logs: in hexadecimal or base64, cut short, or the middle of a key whose first and last line are elsewhere. Too wide to
 * refuse a patch for, and right to mask.
 */
const traces: readonly SecretShape[] = [
  { name: "encoded-token", hint: "676[89]|414b|6e70", pattern: /(?:6768(?:70|6f|75|73|72)5f|6769746875625f7061745f|414b4941|6e706d5f)(?:[0-9a-f]{2}){12,255}/gi },
  { name: "encoded-token", hint: "Z2[hl]|QUtJ|bnBt|LS0t", pattern: /(?:Z2h[wv1zy]X|Z2l0aHViX3BhdF|QUtJQ|bnBtX|LS0tLS1CRUdJT)[A-Za-z0-9+/_-]{16,12000}={0,2}/g },
  { name: "github-token", hint: "gh[pousr]_", pattern: /\bgh[pousr]_[A-Za-z0-9]{8,30}/g },
  { name: "key-material", hint: "\\n", pattern: /^[A-Za-z0-9+/]{64}$(?:\r?\n[A-Za-z0-9+/=]{1,64}$){1,100}/gm },
];

/** Nearly no text holds any of these, and asking for all of them at once takes a tenth of the time of asking for each shape. */
const HINT = new RegExp([...shapes, ...traces].map(({ hint }) => hint).join("|"), "i");

/** The shortest that any shape matches: `ab://:xyz@`. */
const SHORTEST = 10;

/** The text with every known secret replaced by `[masked: <shape>]`. */
export function maskSecrets(text: string): string {
  if (text.length < SHORTEST || !HINT.test(text)) return text;
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

/** A value of JSON's kinds with every text in it masked; keys and numbers stay, and so does whatever holds no secret: it is not copied. */
export function maskAll<T>(value: T): T {
  return masked(value) as T;
}

function masked(value: unknown): unknown {
  if (typeof value === "string") return maskSecrets(value);
  if (Array.isArray(value)) return maskedList(value);
  if (typeof value !== "object" || value === null) return value;
  return maskedObject(value);
}

function maskedList(list: readonly unknown[]): readonly unknown[] {
  const items = list.map(masked);
  return items.every((item, index) => item === list[index]) ? list : items;
}

function maskedObject(object: object): object {
  let copy: Record<string, unknown> | null = null;
  for (const key of Object.keys(object)) {
    const before: unknown = Reflect.get(object, key);
    const after = masked(before);
    if (after !== before) (copy ??= Object.fromEntries(Object.entries(object)))[key] = after;
  }
  return copy ?? object;
}
