/** Reads the operator's file that lets replays begin by themselves. It says what is run on this machine, so only its owner may write to it. */
import type { Fault } from "../../core/fault/fault.ts";
import { LearningFile } from "../../core/replay/learning/learning-file.ts";
import { fromPhase } from "../../core/replay/from-phase.ts";
import { readOperatorFile, wrongSetting } from "../operator-file/read-operator-file.ts";

/** The file, and what a replay is given of the environment: nothing else of it is kept. */
export interface LearningSettings { readonly file: LearningFile; readonly variables: Readonly<Record<string, string>> }

/** Where programs and certificates are, where the state is kept, and which registries may be reached. */
const passedOn = ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "REGREEN_STATE", "XDG_STATE_HOME", "REGREEN_REGISTRIES", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"];

/** Fault `setting-invalid` names every mistake with line and column. YAML or JSON. */
export function readLearning(path: string, environment: Readonly<Record<string, string | undefined>>): LearningSettings {
  const wrong = (why: string): Fault => wrongSetting("REGREEN_LEARNING", why);
  const file = readOperatorFile("REGREEN_LEARNING", path, LearningFile);
  const from = fromPhase(file.from);
  if (!from.ok) throw wrong(`names a file that begins from ${file.from}: ${from.reason}`);
  return { file, variables: Object.fromEntries(passedOn.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]]))) };
}
