/** Recorded-like exchanges with GitHub: each test file that calls this has the network to itself, and nothing real is reached. */
import { afterAll, afterEach, beforeAll, expect } from "@jest/globals";
import nock from "nock";

export function useNock(): void {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
  });
  afterEach(() => {
    const unused = nock.pendingMocks();
    nock.cleanAll();
    expect(unused).toEqual([]);
  });
  afterAll(() => { nock.restore(); });
}
