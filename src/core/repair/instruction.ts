/** What a person told a repair to do. It is delivered beside the wake, and taken by the repair's own step: nothing else moves a repair (law 4). */
import { z } from "zod";
import { RequestId } from "../identity/identifier.ts";
import { Timestamp } from "../identity/timestamp.ts";
import { Steering } from "../request/command.ts";

export const Instruction = z.strictObject({ how: Steering, by: z.string(), reason: z.string().nullable(), at: Timestamp, request: RequestId,
  /** The offer's pull request, where the one who said it stood on it: the repair may not have heard of it yet. */
  pull: z.int().positive().nullable().default(null),
});
export type Instruction = z.infer<typeof Instruction>;

/** As the store keeps it until it is taken. */
export interface GivenInstruction { readonly id: number; readonly instruction: Instruction }
