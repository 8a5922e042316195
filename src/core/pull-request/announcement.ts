/** The four announcements (formats.md, "Announcements"): one line, the same in comment, check run and chat. */
import { shorten, visible } from "./neutral-text.ts";

export type Announcement =
  | { readonly kind: "FIXED"; readonly pattern: string; readonly action: string; readonly standards: readonly string[]; readonly execution: string }
  | { readonly kind: "PARTIAL"; readonly pattern: string }
  | { readonly kind: "ESCALATED"; readonly pattern: string; readonly because: { readonly complexity: number } | { readonly link: string } }
  | { readonly kind: "SKIPPED"; readonly pattern: string; readonly link: string };

export function announce(announcement: Announcement): string {
  const pattern = shorten(visible(announcement.pattern).replace(/\s+/g, " "), 80);
  switch (announcement.kind) {
    case "FIXED": return `[FIXED] ${pattern} - ${announcement.action} applied${standards(announcement.standards)} - ${announcement.execution}`;
    case "PARTIAL": return `[PARTIAL] ${pattern} - tests passed, manual review recommended`;
    case "ESCALATED": return "complexity" in announcement.because
      ? `[ESCALATED] ${pattern} - complexity ${announcement.because.complexity} exceeds auto-fix threshold`
      : `[ESCALATED] ${pattern} - needs manual review - see ${announcement.because.link}`;
    case "SKIPPED": return `[SKIPPED] ${pattern} - not in skill allowlist, bug report ${announcement.link}`;
    default: return announcement satisfies never;
  }
}

function standards(names: readonly string[]): string {
  return names.length === 0 ? "" : ` (${names.join(", ")})`;
}
