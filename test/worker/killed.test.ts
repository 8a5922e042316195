import { describeKilled } from "./describe-killed.ts";

describeKilled("SQLite", () => Promise.resolve({ url: "", drop: () => Promise.resolve() }));
