/** Asks a service that the operator names, and no other: no redirect is followed, time and size are bounded. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Posts JSON and gives the JSON that comes back, unnamed. Rejects for everything else. */
export async function askJson(url: URL, body: unknown, seconds: number): Promise<unknown> {
  const response = await fetch(url, {
    method: "POST", redirect: "error", signal: AbortSignal.timeout(seconds * 1000), headers: { "content-type": "application/json", accept: "application/json" }, body: JSON.stringify(body),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`${url.origin} answers ${response.status}`);
  }
  return JSON.parse(await bounded(response));
}

async function bounded({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of body ?? []) {
    total += chunk.byteLength;
    if (total > MOST_BYTES) throw new Error(`more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, total).toString("utf8");
}
