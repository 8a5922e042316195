/** The schemas that editors and other programs read are those that Regreen itself reads with. */
import { Readable, Writable } from "node:stream";
import { expect, test } from "@jest/globals";
import { schema } from "../../../src/cli/commands/schema.ts";

async function printed(name: string): Promise<{ readonly required?: readonly string[]; readonly additionalProperties?: boolean; readonly properties: object }> {
  let out = "";
  const sink = new Writable({ write: (chunk, _, done) => { out += String(chunk); done(); } });
  await schema.run([name], { stdin: Readable.from([]), stdout: sink, stderr: sink, environment: {}, directory: "/" });
  return JSON.parse(out) as never;
}

test("a file of the folder of requests, and a dispatch: what they need, and nothing besides", async () => {
  expect(await printed("request")).toMatchObject({ required: ["version", "id", "repo", "commands", "by"], additionalProperties: false });
  expect(await printed("dispatch")).toMatchObject({ required: ["version", "commands", "id"], additionalProperties: false });
});

test("what there is no schema of is named with what there is", async () => {
  await expect(printed("nothing")).rejects.toThrow(/There is no schema of "nothing"/);
});
