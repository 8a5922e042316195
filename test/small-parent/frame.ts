/** What a test's process and its small parent tell each other: a kind (one byte), a length (four bytes, big end first), and so many bytes. */
const kinds = ["begin", "input", "input-end", "kill", "stdout", "stderr", "error", "exit", "close"] as const;
export type FrameKind = (typeof kinds)[number];

const HEAD_BYTES = 5;

export function frame(kind: FrameKind, bytes: Uint8Array | string = ""): Buffer {
  const body = Buffer.from(bytes as string);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(kinds.indexOf(kind), 0);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

/** Gives what takes bytes as they come, and calls `take` for each whole frame. */
export function readFrames(take: (kind: FrameKind, body: Buffer) => void): (chunk: Buffer) => void {
  let kept: Buffer = Buffer.alloc(0);
  return (chunk) => {
    kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    while (kept.length >= HEAD_BYTES && kept.length >= HEAD_BYTES + kept.readUInt32BE(1)) {
      const end = HEAD_BYTES + kept.readUInt32BE(1);
      const [kind, body] = [kinds[kept.readUInt8(0)], kept.subarray(HEAD_BYTES, end)];
      kept = kept.subarray(end);
      if (kind === undefined) throw new Error("not a frame of ours");
      take(kind, body);
    }
  };
}
