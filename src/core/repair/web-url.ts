/** Addresses that people follow: built from the configured web address and ids, never taken from a payload (attack W17). Null: none is configured. */
import type { Repair } from "./repair.ts";
import { EVIDENCE_BRANCH } from "./evidence-effect.ts";

export function runUrl({ subject }: Repair, webUrl: string | null): string | null {
  if (webUrl === null) return null;
  const { repository, source, head_sha } = subject;
  return source.kind === "workflow_run"
    ? `${webUrl}/${repository.name}/actions/runs/${source.run_id}`
    : `${webUrl}/${repository.name}/commit/${head_sha}/checks/${source.check_run_id}`;
}

export function evidenceUrl({ id, subject }: Repair, webUrl: string | null): string | null {
  return webUrl === null ? null : `${webUrl}/${subject.repository.name}/tree/${EVIDENCE_BRANCH}/${id}`;
}
