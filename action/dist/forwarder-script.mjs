const e=`
const net = require("node:net"), { spawn } = require("node:child_process"), { constants } = require("node:os");
const [path, program, ...args] = process.argv.slice(1);
const server = net.createServer({ allowHalfOpen: true }, (inside) => {
  const outside = net.connect({ path, allowHalfOpen: true });
  for (const [one, other] of [[inside, outside], [outside, inside]]) one.on("error", () => other.destroy()).pipe(other);
});
server.listen(0, "127.0.0.1", () => {
  const proxy = "http://127.0.0.1:" + server.address().port;
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "npm_config_proxy", "npm_config_https_proxy", "YARN_HTTP_PROXY", "YARN_HTTPS_PROXY"];
  const { env: given } = process;
  const env = { ...given, ...Object.fromEntries(names.map((name) => [name, proxy])) };
  const child = spawn(program, args, { stdio: "inherit", env });
  child.on("error", (error) => { console.error(String(error)); process.exit(127); });
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
});
`;export{e as forwarderScript};