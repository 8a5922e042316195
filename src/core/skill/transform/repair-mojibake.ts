/**
 * Mojibake: UTF-8 that was read as Windows-1252 and written as UTF-8 again, so that `é` became `Ã©`. It is undone only where *all* text
 * above ASCII takes part: a file that holds both kinds may well mean what it says.
 */
import { decodeUtf8 } from "./decode-utf8.ts";
import { encodeWindows1252 } from "./windows-1252.ts";

export type MojibakeFinding =
  | { readonly kind: "none" }
  | { readonly kind: "repaired"; readonly text: string }
  | { readonly kind: "mixed"; readonly sample: string };

/** Texts are encoded twice, rarely three times; more is not undone. */
const MOST_ROUNDS = 3;

export function repairMojibake(text: string): MojibakeFinding {
  let finding: MojibakeFinding = { kind: "none" };
  let current = text;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = undoOnce(current);
    if (next.kind === "mixed") return finding.kind === "none" ? next : finding;
    if (next.kind === "none") return finding;
    finding = next;
    current = next.text;
  }
  return finding;
}

function undoOnce(text: string): MojibakeFinding {
  let undone = 0;
  let genuine = 0;
  let sample = "";
  const repaired = text.replace(/[^\x00-\x7f]+/gu, (run) => {
    const original = decodeRun(run);
    if (original === null) {
      genuine += 1;
      return run;
    }
    undone += 1;
    sample ||= run;
    return original;
  });
  if (undone === 0) return { kind: "none" };
  return genuine === 0 ? { kind: "repaired", text: repaired } : { kind: "mixed", sample };
}

/** The run's original, or null where its bytes are not UTF-8 or give controls, which no text has. */
function decodeRun(run: string): string | null {
  const bytes = encodeWindows1252(run);
  const text = bytes === null ? null : decodeUtf8(bytes);
  return text === null || /[\x80-\x9f\ufffd]/u.test(text) ? null : text;
}
