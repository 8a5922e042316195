/** Probot's own middleware with one handler, as a process: the same arguments and answers as our-server.ts. It stores nothing, so it counts what its handler saw. */
import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import { createNodeMiddleware, Probot } from "probot";
import { secret } from "./payload.ts";

let seen = 0;
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048, privateKeyEncoding: { type: "pkcs8", format: "pem" }, publicKeyEncoding: { type: "spki", format: "pem" } });
const probot = new Probot({ appId: 1, privateKey, secret, logLevel: "fatal" });
const middleware = await createNodeMiddleware((app) => { app.on("check_run", () => { seen += 1; }); }, { probot, webhooksPath: "/" });
const server = createServer((request, response) => void middleware(request, response, () => { response.writeHead(404).end(); }));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${typeof address === "object" ? address?.port ?? 0 : 0}\n`);
});
process.stdin.on("end", () => process.stdout.write(`${seen}\n`, () => process.exit(0)));
process.stdin.resume();
