import { openBenchTop } from "./bench-top.ts";
import { describeStory } from "./describe-story.ts";

describeStory("SQLite", () => openBenchTop());
