import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, test } from "@jest/globals";
import { askOutside } from "../../../src/adapters/http/ask-outside.ts";

test("an answer that drips for ever is ended when its time is up", async () => {
  const server = createServer((_request, response) => {
    response.writeHead(200);
    const dripping = setInterval(() => response.write("."), 20);
    response.on("close", () => { clearInterval(dripping); });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  await expect(askOutside({ url, headers: {}, body: null, allowPrivate: true, mostBytes: 1_000_000, seconds: 0.3 })).rejects.toMatchObject({ name: expect.stringMatching(/AbortError|TimeoutError/) });
  server.closeAllConnections();
  server.close();
});
