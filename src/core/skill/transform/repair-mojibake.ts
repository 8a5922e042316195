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

/** Undone as often as it was done: each round makes the text shorter. */
export function repairMojibake(text: string): MojibakeFinding {
  let finding: MojibakeFinding = { kind: "none" };
  for (;;) {
    const next = undoOnce(finding.kind === "repaired" ? finding.text : text);
    if (next.kind === "none") return finding;
    if (next.kind === "mixed") return next;
    finding = next;
  }
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

/** The run's original, or null where its bytes are not UTF-8, or are so by chance. */
function decodeRun(run: string): string | null {
  const bytes = encodeWindows1252(run);
  const text = bytes === null ? null : decodeUtf8(bytes);
  return text === null || !isPlausible(text, run) ? null : text;
}

/**
 * `CAFÉ»` and `« café »` are UTF-8 by chance when their bytes are put together. Western letters and signs are taken as they are; a single
 * character of another script only where no quotation mark, dash or dots explain the run.
 */
function isPlausible(text: string, run: string): boolean {
  if (/[\x80-\x9f\ufffd\ufeff]/u.test(text)) return false;
  if (/^[\u00a0-\u00ff\u2010-\u2044\u20ac\u2122]+$/u.test(text)) return true;
  if ([...text].length > 1) return /^[\p{L}\p{M}\p{P}\p{S}\u00a0\u3000]+$/u.test(text) && !/[\u0250-\u02af]/u.test(text);
  return /[\u0100-\u017f]/u.test(text) && !/[–—’”…»\u00a0]/u.test(run);
}
