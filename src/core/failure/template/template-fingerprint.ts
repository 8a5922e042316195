import { digestOf, type Digest } from "../../identity/digest.ts";

/** Names a template by its text: equal templates have equal fingerprints, in whichever log they are found. */
export function templateFingerprint(template: string): Digest {
  return digestOf(`template\n${template}`);
}
