/** The calls of `github.actions.results.api.v1.ArtifactService`, as @actions/artifact makes them: Twirp over JSON, names as in the protocol buffers. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { ArtifactHome, StoredArtifact } from "./artifact-home.ts";
import type { BlobStore } from "./blob-store.ts";
import type { RuntimeScope } from "./runtime-token.ts";

/** Twirp's error codes with their HTTP status (twitchtv.github.io/twirp/docs/errors). */
const statuses = { unauthenticated: 401, permission_denied: 403, not_found: 404, already_exists: 409, invalid_argument: 400, bad_route: 404 } as const;

export class TwirpProblem extends Error {
  readonly code: keyof typeof statuses;
  constructor(code: keyof typeof statuses, message: string) {
    super(message);
    this.code = code;
  }
  get status(): number {
    return statuses[this.code];
  }
}

const ids = { workflow_run_backend_id: z.string(), workflow_job_run_backend_id: z.string() };
const Named = z.object({ ...ids, name: z.string().min(1).max(255).regex(/^[^"<>|*?:\r\n\\/]+$/) });
const Finalize = Named.extend({ size: z.string().default("0"), hash: z.string().regex(/^sha256:[0-9a-f]{64}$/).optional() });
const List = z.object({ ...ids, name_filter: z.string().optional(), id_filter: z.string().optional() });

export interface ResultsDesk {
  readonly home: ArtifactHome;
  readonly blobs: BlobStore;
  /** Uploads that are begun: run and name → path of the blob. */
  readonly uploads: Map<string, string>;
  readonly origin: () => string;
  readonly now: () => Date;
}

type Call = (desk: ResultsDesk, scope: RuntimeScope, body: unknown) => unknown;

export const resultsCalls: Readonly<Record<string, Call>> = { CreateArtifact: create, FinalizeArtifact: finalize, ListArtifacts: list, GetSignedArtifactURL: sign };

function create(desk: ResultsDesk, scope: RuntimeScope, body: unknown): unknown {
  const { name } = named(Named, scope, body);
  if (desk.home.list(scope.runId).some((one) => one.name === name)) throw new TwirpProblem("already_exists", "an artifact with this name already exists on the workflow run");
  const path = desk.blobs.create();
  desk.uploads.set(uploadKey(scope, name), path);
  return { ok: true, signed_upload_url: desk.origin() + desk.blobs.sign(path, "w", inAnHour(desk)) };
}

/** What was uploaded must be what the client says it sent. */
function finalize(desk: ResultsDesk, scope: RuntimeScope, body: unknown): unknown {
  const { name, hash, size } = named(Finalize, scope, body);
  const bytes = desk.blobs.content(desk.uploads.get(uploadKey(scope, name)) ?? "");
  if (bytes === null) throw new TwirpProblem("not_found", "no content was uploaded under this name");
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
  if ((hash !== undefined && hash !== digest) || Number(size) !== bytes.length) throw new TwirpProblem("invalid_argument", "the uploaded content is not what was announced");
  desk.uploads.delete(uploadKey(scope, name));
  return { ok: true, artifact_id: String(desk.home.add(scope.runId, { name, bytes }).id) };
}

function list(desk: ResultsDesk, scope: RuntimeScope, body: unknown): unknown {
  const { name_filter: name, id_filter: id } = named(List, scope, body);
  const found = desk.home.list(scope.runId).filter((one) => (name === undefined || one.name === name) && (id === undefined || String(one.id) === id));
  return { artifacts: found.map((one) => presented(scope, one)) };
}

function sign(desk: ResultsDesk, scope: RuntimeScope, body: unknown): unknown {
  const { name } = named(Named, scope, body);
  const found = desk.home.list(scope.runId).find((one) => one.name === name);
  if (found === undefined) throw new TwirpProblem("not_found", "artifact not found");
  const path = `/artifacts/results/${found.id}`;
  desk.blobs.put(path, found.bytes);
  return { signed_url: desk.origin() + desk.blobs.sign(path, "r", inAnHour(desk)) };
}

/** The body by its schema; the run that it names must be the token's. */
function named<T extends { workflow_run_backend_id: string; workflow_job_run_backend_id: string }>(schema: z.ZodType<T>, scope: RuntimeScope, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new TwirpProblem("invalid_argument", parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
  if (parsed.data.workflow_run_backend_id !== String(scope.runId)) throw new TwirpProblem("permission_denied", "the token is for another workflow run");
  return parsed.data;
}

function presented(scope: RuntimeScope, one: StoredArtifact): unknown {
  return {
    workflow_run_backend_id: String(scope.runId), workflow_job_run_backend_id: String(scope.jobId), database_id: String(one.id),
    name: one.name, size: String(one.bytes.length), created_at: one.createdAt.toISOString(), digest: one.digest,
  };
}

function uploadKey({ runId }: RuntimeScope, name: string): string {
  return `${runId}/${name}`;
}

function inAnHour(desk: ResultsDesk): Date {
  return new Date(desk.now().getTime() + 3_600_000);
}
