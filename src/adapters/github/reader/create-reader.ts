/** The reader's port over the REST API: each read asks with a token that can read this one repository and nothing else. */
import type { Repository } from "../../../core/repair/repair.ts";
import type { GitHubReader } from "../../../ports/github.ts";
import type { Client, Session } from "../client.ts";
import { readPermissions } from "../permissions.ts";
import { readArtifact } from "./artifact.ts";
import { readAuthors } from "./authors.ts";
import { readBranchHead, readRequiredChecks } from "./branch.ts";
import { readAnnotations, readCheckRun, readCheckRuns } from "./check-runs.ts";
import { readCommit } from "./commit.ts";
import { readCommitStatuses } from "./commit-statuses.ts";
import { createFolderMemory, readFile, readFolderAt, readRegularFile } from "./file.ts";
import { readJobLog } from "./job-log.ts";
import { readJobs } from "./jobs.ts";
import { readOpenPulls, readPullFiles, readPullRequest, readPullsOfBranch, readReviews } from "./pull-request.ts";
import { readTree } from "./tree.ts";
import { readDispatchedRuns, readLastGreenRun, readRunsInProgress, readRunsOfCommit, readWorkflowRun } from "./workflow-run.ts";

const FOLDERS_REMEMBERED = 500;

export function createReader(client: Client): GitHubReader {
  const session = (repository: Repository): Session => client.session(repository, readPermissions);
  const folders = createFolderMemory(FOLDERS_REMEMBERED);
  return {
    workflowRun: async (repository, runId) => readWorkflowRun(session(repository), runId),
    dispatchedRuns: async (repository, workflow, since) => readDispatchedRuns(session(repository), workflow, since),
    lastGreenRun: async (repository, workflow, branch) => readLastGreenRun(session(repository), workflow, branch),
    workflowRunsOf: async (repository, sha) => readRunsOfCommit(session(repository), sha),
    runsInProgress: async (repository) => readRunsInProgress(session(repository)),
    jobs: async (repository, runId) => readJobs(session(repository), runId),
    jobLog: (repository, jobId) => readJobLog(client, session(repository), jobId),
    checkRun: async (repository, checkRunId) => readCheckRun(session(repository), checkRunId),
    checkRuns: async (repository, sha) => readCheckRuns(session(repository), sha),
    annotations: async (repository, checkRunId) => readAnnotations(session(repository), checkRunId),
    commitStatuses: async (repository, sha) => readCommitStatuses(session(repository), sha),
    artifact: async (repository, runId, name, mostBytes) => readArtifact(client, session(repository), { runId, name, mostBytes }),
    file: async (repository, path, ref) => readFile(session(repository), folders, { path, ref }),
    regularFile: async (repository, path, ref) => readRegularFile(session(repository), folders, { path, ref }),
    folder: async (repository, path, ref) => readFolderAt(session(repository), folders, { path, ref }),
    tree: async (repository, sha) => readTree(session(repository), sha),
    commit: async (repository, sha) => readCommit(session(repository), sha),
    authors: async (repository, sha, most) => readAuthors(session(repository), sha, most),
    branchHead: async (repository, branch) => readBranchHead(session(repository), branch),
    pullRequest: async (repository, number) => readPullRequest(session(repository), number),
    pullRequestsOf: async (repository, headBranch) => readPullsOfBranch(session(repository), headBranch, "open"),
    openPullRequests: async (repository) => readOpenPulls(session(repository)),
    pullFiles: async (repository, number) => readPullFiles(session(repository), number),
    reviews: async (repository, number) => readReviews(session(repository), number),
    requiredChecks: async (repository, branch) => readRequiredChecks(session(repository), branch),
  };
}
