/** How far a log source was read, and what was told of it: kept in its record, so that it moves in the transaction that keeps what was seen. */
import { z } from "zod";
import { Digest } from "../identity/digest-schema.ts";
import { Timestamp } from "../identity/timestamp.ts";

/** `head`: the digest of the file's first bytes, by which a file that was emptied and has grown again is known. Offsets in bytes. */
export const FileCursor = z.strictObject({
  kind: z.literal("file"), device: z.string(), inode: z.string(), offset: z.int().nonnegative(), head: z.strictObject({ bytes: z.int().nonnegative(), sha256: Digest }),
});
export type FileCursor = z.infer<typeof FileCursor>;
/** `read`: how many bytes the answer had last time, and their digest: where the next begins with them, only the rest is new. */
export const HttpCursor = z.strictObject({ kind: z.literal("http"), since: Timestamp, etag: z.string().max(1_000).nullable(), read: z.strictObject({ bytes: z.int().nonnegative(), sha256: Digest }) });
export type HttpCursor = z.infer<typeof HttpCursor>;
/** `since`: the moment of the newest entry, as Railway writes it; `known`: digests of the entries of that very moment. */
const RailwayPlace = z.strictObject({ since: z.string().max(60), known: z.array(Digest).max(1_000) });
export const RailwayCursor = z.strictObject({ kind: z.literal("railway"), logs: RailwayPlace, http: RailwayPlace });
export type RailwayCursor = z.infer<typeof RailwayCursor>;

export const Cursor = z.discriminatedUnion("kind", [FileCursor, HttpCursor, RailwayCursor]);
export type Cursor = z.infer<typeof Cursor>;

/** Requests that one look found in the log, and those of them that were answered with status 500 or more. */
export const RequestCount = z.strictObject({ total: z.int().nonnegative(), failed: z.int().nonnegative() });
export type RequestCount = z.infer<typeof RequestCount>;
export const CountedLook = z.strictObject({ at: Timestamp, ...RequestCount.shape });
export type CountedLook = z.infer<typeof CountedLook>;

export const SourceRule = z.enum(["new", "spike", "sustained", "5xx"]);
export type SourceRule = z.infer<typeof SourceRule>;
/** An issue that was asked for, and when last; `closed`: that it be closed, since it was quiet. */
export const ToldAlert = z.strictObject({ rule: SourceRule, fingerprint: Digest, because: z.string(), at: Timestamp, closed: z.literal(true).optional() });
export type ToldAlert = z.infer<typeof ToldAlert>;

export const Observation = z.strictObject({
  place: Digest,
  cursor: Cursor.nullable(),
  /** When it is looked at next; waking it earlier changes nothing. */
  next: Timestamp,
  counted: z.array(CountedLook).max(300),
  told: z.array(ToldAlert).max(50),
  /** Why the last look came to nothing; null: it did not. */
  trouble: z.string().nullable(),
});
export type Observation = z.infer<typeof Observation>;
