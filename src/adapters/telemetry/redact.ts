/** The last look at every line of log before it leaves: what is shaped like a credential, and what is known to be one, is masked (attack C01). */
import { maskSecrets } from "../../core/evidence/mask-secrets.ts";

/** `known`: the very secrets of this process. Each line of a key is masked by itself, so that a part of it does not pass. */
export function createRedactor(known: readonly string[]): (line: string) => string {
  const values = known.flatMap((secret) => secret.split("\n")).map((value) => value.trim()).filter((value) => value.length >= 8 && !value.startsWith("-----"));
  return (line) => {
    let text = maskSecrets(line.replace(/\bsha(1|256)=[0-9a-f]{40,64}\b/g, "sha$1=[masked: signature]"));
    for (const value of values) text = text.replaceAll(value, "[masked: secret]");
    return text;
  };
}
