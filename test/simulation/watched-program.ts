/** The rest of the world where a log beside CI is watched: a program fails in the same way again and again, until the tracking issue says that it was seen more than once. */
import type { Stage, World } from "./world.ts";

const FIRST_SECONDS = 30;
/** An issue that stands is brought up to date once an hour at most. */
const AGAIN_SECONDS = 65 * 60;
const failure = "2026-11-20T08:16:00Z ERROR Unhandled rejection\nError: cannot reach the database\n    at connect (/app/src/db.js:3:9)\n";

export class WatchedProgram implements World {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
    stage.hub.listener = this;
  }

  begin(): void {
    this.#stage.hub.git.commitFiles("main", { ".github/regreen.yml": "version: 1\nalerts: {new: true}\n", "README.md": "hello\n" });
    this.#stage.later(FIRST_SECONDS, () => this.#fail());
  }

  isOver(): boolean { return this.#stage.hub.issues.some(({ body }) => /seen (?:[2-9]|\d\d+) times/.test(body)); }

  issueOpened(): void {
    // People read it; nothing is asked of them here.
  }

  dispatched(): void { throw new Error("nothing is mended here"); }
  pullOpened(): void { throw new Error("nothing is offered here"); }
  pullClosed(): void { throw new Error("nothing is offered here"); }
  checkPosted(): void { throw new Error("nothing is judged here"); }
  pushed(): void { throw new Error("nothing is pushed here"); }

  #fail(): void {
    const { writeLog, later } = this.#stage;
    if (this.isOver()) return;
    writeLog(failure);
    later(AGAIN_SECONDS, () => this.#fail());
  }
}
