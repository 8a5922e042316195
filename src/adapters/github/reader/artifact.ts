import { createHash } from "node:crypto";
import { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import type { Client, Session } from "../client.ts";
import { readPages } from "../pages.ts";
import { chunksOf, openDownload } from "./download.ts";
import { OptionalText } from "./shapes.ts";

/** https://docs.github.com/rest/actions/artifacts#list-workflow-run-artifacts */
const ArtifactAnswer = z.object({
  id: z.int().positive(), name: z.string(), size_in_bytes: z.int().nonnegative(), expired: z.boolean(), digest: OptionalText,
  workflow_run: z.object({ id: z.int().nullish() }).nullish(),
});
type ArtifactAnswer = z.infer<typeof ArtifactAnswer>;
const ArtifactsPage = z.object({ artifacts: z.array(ArtifactAnswer) }).transform((page) => page.artifacts);

const DOWNLOAD = "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}";
const SECONDS_WITHOUT_DATA = 30;

export interface WantedArtifact { readonly runId: number; readonly name: string; readonly mostBytes: number }

/**
 * The zip of the run's one artifact with this name; null when there is none or it has expired. Fault `artifact-invalid` when several have the name
 * (attack D20), when it is larger than `mostBytes`, or when its bytes are not those of the digest that GitHub shows.
 */
export async function readArtifact(client: Client, session: Session, wanted: WantedArtifact): Promise<Uint8Array | null> {
  const found = await find(session, wanted);
  if (found === null) return null;
  const response = await openDownload(client, await session.locate(DOWNLOAD, { artifact_id: found.id, archive_format: "zip" }), DOWNLOAD);
  const bytes = await collect(response, wanted);
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  if (found.digest !== null && found.digest !== digest) throw new Fault("artifact-invalid", { detail: `${wanted.name} is ${digest}, GitHub says ${found.digest}` });
  return bytes;
}

async function find(session: Session, { runId, name, mostBytes }: WantedArtifact): Promise<ArtifactAnswer | null> {
  const request = { operation: "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", parameters: { run_id: runId, name } } as const;
  const all = await readPages(session, request, ArtifactsPage);
  const [found, ...more] = all.filter((artifact) => artifact.name === name && !artifact.expired);
  if (found === undefined) return null;
  if (more.length > 0) throw new Fault("artifact-invalid", { detail: `run ${runId} has ${more.length + 1} artifacts named ${name}` });
  if (found.workflow_run?.id != null && found.workflow_run.id !== runId) throw new Fault("artifact-invalid", { detail: `${name} is of run ${found.workflow_run.id}, not ${runId}` });
  if (found.size_in_bytes > mostBytes) throw new Fault("artifact-invalid", { detail: `${name} has ${found.size_in_bytes} bytes, at most ${mostBytes} are taken` });
  return found;
}

/** The announced size is not believed: the bytes are counted. */
async function collect(response: Response, { name, mostBytes }: WantedArtifact): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const chunk of chunksOf(response, SECONDS_WITHOUT_DATA)) {
      total += chunk.byteLength;
      if (total > mostBytes) throw new Fault("artifact-invalid", { detail: `${name} is larger than ${mostBytes} bytes` });
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault("github-unavailable", { detail: `the download of ${name} broke off`, cause: error });
  }
  return Buffer.concat(chunks, total);
}
