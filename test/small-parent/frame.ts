/** What a test's process and its small parent tell each other: a kind (one byte), a length (four bytes, big end first), and so many bytes. */
const kinds = ["begin", "input", "input-end", "kill", "stdout", "stderr", "error", "exit", "close"] as const;
export type FrameKind = (typeof kinds)[number];

const HEAD_BYTES = 5;

export function frame(kind: FrameKind, body: Uint8Array = new Uint8Array()): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(kinds.indexOf(kind), 0);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

export function textFrame(kind: FrameKind, told: object): Buffer {
  return frame(kind, Buffer.from(JSON.stringify(told)));
}

/** Gives what takes bytes as they come, however they are cut, and calls `take` for each whole frame. A byte is copied twice at most, however many chunks a frame takes. */
export function readFrames(take: (kind: FrameKind, body: Buffer) => void): (chunk: Buffer) => void {
  let [parts, size, wanted]: [Buffer[], number, number] = [[], 0, HEAD_BYTES];
  return (chunk) => {
    parts.push(chunk);
    size += chunk.length;
    while (size >= wanted) {
      const bytes = parts.length === 1 ? parts[0] ?? chunk : Buffer.concat(parts);
      const end = HEAD_BYTES + bytes.readUInt32BE(1);
      if (end <= size) {
        take(kindOf(bytes), bytes.subarray(HEAD_BYTES, end));
        [parts, size, wanted] = [[bytes.subarray(end)], size - end, HEAD_BYTES];
      } else {
        [parts, wanted] = [[bytes], end];
      }
    }
  };
}

function kindOf(bytes: Buffer): FrameKind {
  const kind = kinds[bytes.readUInt8(0)];
  if (kind === undefined) throw new Error("not a frame of ours");
  return kind;
}
