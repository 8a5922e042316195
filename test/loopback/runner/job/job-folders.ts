import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";

export interface JobFolders {
  /** GITHUB_WORKSPACE: `_work/<repository>/<repository>`. */
  readonly workspace: string;
  readonly temporary: string;
  readonly toolCache: string;
  readonly actions: string;
  readonly home: string;
}

/** Fresh and empty: nothing of the job before is left, as on a hosted runner. */
export async function freshFolders(root: string, repository: string): Promise<JobFolders> {
  const name = repository.slice(repository.indexOf("/") + 1);
  const work = join(root, "_work");
  const folders: JobFolders = {
    workspace: join(work, name, name), temporary: join(work, "_temp"), toolCache: join(work, "_tool"), actions: join(work, "_actions"), home: join(root, "home"),
  };
  await Promise.all([work, folders.home].map((folder) => rm(folder, { recursive: true, force: true })));
  await Promise.all([...Object.values(folders), join(folders.temporary, "_github_workflow")].map((folder: string) => mkdir(folder, { recursive: true })));
  return folders;
}
