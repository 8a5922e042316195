/** The small parent: begins processes for tests that ask on its socket, and ends with whoever began it. A process whose asker is gone is ended. */
import { rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { dirname } from "node:path";
import { beginHere, type BegunProcess, type Command } from "./begin-process.ts";
import { frame, readFrames, textFrame, type FrameKind } from "./frame.ts";

const [, , place = ""] = process.argv;
process.stdin.resume().on("end", () => {
  rmSync(dirname(place), { recursive: true, force: true });
  process.exit(0);
});
createServer(serve).listen(place, () => { process.stdout.write("listening\n"); });

function serve(connection: Socket): void {
  let begun: BegunProcess | null = null;
  let isOver = false;
  connection.on("data", readFrames((kind, body) => {
    if (kind === "begin") begun = begin(JSON.parse(body.toString("utf8")) as Command, connection, () => { isOver = true; });
    else if (begun !== null) pass(kind, body, begun);
  }));
  connection.on("error", () => undefined);
  connection.on("close", () => { if (!isOver) begun?.kill(); });
}

function pass(kind: FrameKind, body: Buffer, begun: BegunProcess): void {
  if (kind === "input") begun.stdin.write(body);
  else if (kind === "input-end") begun.stdin.end();
  else if (kind === "kill") begun.kill();
}

function begin(command: Command, connection: Socket, over: () => void): BegunProcess {
  const tell = (kind: FrameKind, told: object): void => { if (connection.writable) connection.write(textFrame(kind, told)); };
  const finish = (code: number | null): void => {
    over();
    if (connection.writable) connection.end(textFrame("close", { code }));
  };
  return beginHere(command, {
    stdout: (chunk) => { connection.write(frame("stdout", chunk)); },
    stderr: (chunk) => { connection.write(frame("stderr", chunk)); },
    error: (error) => {
      tell("error", { message: error.message, code: (error as NodeJS.ErrnoException).code });
      finish(null);
    },
    exit: (code, signal) => { tell("exit", { code, signal }); },
    close: finish,
  });
}
