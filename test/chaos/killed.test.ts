import { describeKilled } from "../worker/describe-killed.ts";

describeKilled("SQLite", () => Promise.resolve({ url: "", drop: () => Promise.resolve() }));
