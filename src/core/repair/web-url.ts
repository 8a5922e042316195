/** Addresses that people follow: built from the configured web address and ids, never taken from a payload (attack W17). Null: none is configured. */
import { EVIDENCE_BRANCH } from "../evidence/evidence-place.ts";
import type { Repair } from "./repair.ts";

export function runUrl({ subject }: Repair, webUrl: string | null): string | null {
  if (webUrl === null) return null;
  const { repository, source, head_sha } = subject;
  switch (source.kind) {
    case "workflow_run": return `${webUrl}/${repository.name}/actions/runs/${source.run_id}`;
    case "check_run": return `${webUrl}/${repository.name}/commit/${head_sha}/checks/${source.check_run_id}`;
    case "status": return `${webUrl}/${repository.name}/commit/${head_sha}`;
    case "pull_request":
    case "merge_group": return `${webUrl}/${repository.name}/pull/${source.number}`;
    case "log_source":
    case "installation": return `${webUrl}/${repository.name}`;
    default: return source satisfies never;
  }
}

export function evidenceUrl({ id, subject }: Repair, webUrl: string | null): string | null {
  return webUrl === null ? null : `${webUrl}/${subject.repository.name}/tree/${EVIDENCE_BRANCH}/${id}`;
}

/** Where the files of the commit that failed can be read; a path and `#L9` go behind it. */
export function sourceUrl({ subject }: Repair, webUrl: string | null): string | null {
  return webUrl === null ? null : `${webUrl}/${subject.repository.name}/blob/${subject.head_sha}`;
}

/** The repository's own page, which git fetches from as well. */
export function repositoryUrl({ subject }: Repair, webUrl: string | null): string | null {
  return webUrl === null ? null : `${webUrl}/${subject.repository.name}`;
}

/** Of the pull request that is offered or mended; null where there is none. */
export function pullUrl({ subject, offer }: Repair, webUrl: string | null): string | null {
  const number = offer?.number ?? subject.pull_request;
  return webUrl === null || number === null ? null : `${webUrl}/${subject.repository.name}/pull/${number}`;
}

export function issueUrl({ subject, issue }: Repair, webUrl: string | null): string | null {
  return webUrl === null || issue === null ? null : `${webUrl}/${subject.repository.name}/issues/${issue}`;
}
