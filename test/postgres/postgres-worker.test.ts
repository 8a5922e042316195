import { openBenchTop } from "../worker/bench-top.ts";
import { describeKilled } from "../worker/describe-killed.ts";
import { describeStory } from "../worker/describe-story.ts";
import { emptyDatabase } from "./empty-database.ts";

describeStory("PostgreSQL", async () => {
  const { url, drop } = await emptyDatabase();
  const top = await openBenchTop({ url });
  return { ...top, close: async () => { await top.close(); await drop(); } };
});

describeKilled("PostgreSQL", emptyDatabase);
