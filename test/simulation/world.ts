/** What the rest of the world is given, and what it is asked: people and machines that act by what GitHub shows them. */
import { REPOSITORY, type Hub, type Listener } from "./hub/hub.ts";
import type { Plot } from "./plot.ts";

export interface Stage {
  readonly hub: Hub;
  readonly plot: Plot;
  /** Tells the App; what must arrive is told again until it does. */
  deliver(event: string, payload: object, mustArrive: boolean): void;
  /** Somebody does something so many seconds later. */
  later(seconds: number, act: () => void): void;
  /** Puts a file into the operator's watched folder. */
  putRequest(name: string, content: string): void;
  /** Whether files still lie in it. */
  requestsWait(): boolean;
  /** Takes a refused one away again; false: there is none. */
  takeBack(name: string): boolean;
  /** The program whose log is watched writes to it. */
  writeLog(text: string): void;
}

export interface World extends Listener {
  begin(): void;
  /** Whether what only Regreen's own looking brings about has come about; the story does not end before. */
  isOver(): boolean;
}

/** What every delivery about the repository begins with. */
export const envelope = { repository: { id: REPOSITORY.id, full_name: REPOSITORY.name, default_branch: REPOSITORY.default_branch }, installation: { id: REPOSITORY.installation_id } };
