import { RepositoryName } from "./identifier.ts";

/** By the address of `origin`: `git@github.com:octo/hello.git`, `https://github.com/octo/hello` → `octo/hello`; `local/<folder>` where there is none. */
export function repositoryOf(origin: string | null, folder: string): RepositoryName {
  const found = /[:/]([A-Za-z0-9-]{1,39}\/[A-Za-z0-9._-]{1,100}?)(?:\.git)?\/?$/.exec(origin ?? "")?.[1];
  const named = RepositoryName.safeParse(found);
  if (named.success) return named.data;
  return RepositoryName.parse(`local/${folder.replace(/[^A-Za-z0-9._-]/g, "-").slice(0, 100) || "checkout"}`);
}
