/** Values that a browser keeps for us and cannot change: readable, and sealed with a key that only our own processes know (HMAC-SHA256, RFC 2104). */
import { createHmac, timingSafeEqual } from "node:crypto";

/** `purpose` keeps what was sealed for one thing from being taken for another. */
export function seal(value: object, purpose: string, key: string): string {
  const body = Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${body}.${mark(body, purpose, key)}`;
}

/** The value; null: it is not ours, or was sealed for something else. */
export function unseal(text: string, purpose: string, key: string): unknown {
  const [body = "", given = "", ...more] = text.split(".");
  const due = mark(body, purpose, key);
  if (more.length > 0 || given.length !== due.length || !timingSafeEqual(Buffer.from(given), Buffer.from(due))) return null;
  return JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
}

export function mark(text: string, purpose: string, key: string): string {
  return createHmac("sha256", key).update(`${purpose}\n${text}`).digest("base64url");
}
