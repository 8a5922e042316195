import { openStore } from "../../../src/adapters/store/open-store.ts";
import { stillClock } from "./samples.ts";
import { describeStore } from "./store-contract.ts";

describeStore("SQLite in memory", () => openStore({ path: ":memory:", clock: stillClock }));
