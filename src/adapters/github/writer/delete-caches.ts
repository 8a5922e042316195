/** Deletes Actions caches by their keys; what is not there any more counts as nothing. */
import { z } from "zod";
import { Fault } from "../../../core/fault/fault.ts";
import type { DeleteCaches, Receipt } from "../../../core/repair/effect.ts";
import { answerOf } from "../answer.ts";
import type { Desk } from "./desk.ts";

/** https://docs.github.com/rest/actions/cache#delete-github-actions-caches-for-a-repository-using-a-cache-key */
const DeletedAnswer = z.object({ total_count: z.int().nonnegative() });

export async function deleteCaches(desk: Desk, { keys }: z.infer<typeof DeleteCaches>): Promise<Receipt> {
  let deleted = 0;
  for (const key of keys) deleted += await deleteOne(desk, key);
  return { kind: "delete_caches", deleted };
}

async function deleteOne({ session }: Desk, key: string): Promise<number> {
  try {
    return (await answerOf(session, "DELETE /repos/{owner}/{repo}/actions/caches{?key,ref}", { key }, DeletedAnswer)).total_count;
  } catch (error) {
    if (error instanceof Fault && error.code === "github-missing") return 0;
    throw error;
  }
}
