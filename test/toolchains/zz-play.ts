import { listExamples, playExample } from "/work/trees/skills-a/test/skills/run-example.ts";
import { installTools } from "/work/trees/skills-a/test/toolchains/install-tools.ts";
const { path } = await installTools();
for (const each of listExamples().filter((e) => process.argv.slice(2).some((w) => `${e.skill}/${e.name}`.includes(w)))) {
  const p = await playExample(each, path);
  console.log("==", each.skill, each.name, p.choices.map((c) => c.skill?.name ?? ("reason" in c ? c.reason : "")), p.execution?.result.outcome, p.execution?.result.reason);
  for (const [f, t] of Object.entries(p.tree)) if (p.after && p.after[f] !== t) console.log("--- got", f, "\n" + Buffer.from(t, "latin1").toString());
  if (process.env.V) console.log(p.execution?.transcript);
}
