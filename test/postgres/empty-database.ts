/** A database of its own for each test, on the server that DATABASE_URL names (`.ci/postgres run npm run test:postgres` starts one). */
import { Client } from "pg";

let count = 0;

function serverUrl(): string {
  const url = process.env.DATABASE_URL;
  if (url === undefined) throw new Error("DATABASE_URL is not set: run `.ci/postgres run npm run test:postgres`");
  return url;
}

async function onServer(server: string, text: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** Gives the URL of a new, empty database and how to drop it. */
export async function emptyDatabase(server = serverUrl()): Promise<{ readonly url: string; drop(): Promise<void> }> {
  count += 1;
  const name = `regreen_test_${process.pid}_${count}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `drop database ${name} with (force)`) };
}
