/** The repository's face, its issues and pull requests. */
import { missingChecks } from "../present/pull.ts";
import { isPull, latestCheckRuns, pullsOf, type PullIssue } from "../state/find.ts";
import type { Issue } from "../state/issue.ts";
import { fullNameOf, type Repository } from "../state/repository.ts";
import type { State } from "../state/state.ts";
import { commitList, fileDiffs, folderPage, type Shown } from "./code-pages.ts";
import { html, pathTo, type Html } from "./html.ts";
import { badge, time, writing } from "./layout.ts";

export function homePage(state: State): Shown {
  const rows = state.repositories().map((one) => html`<li><a href="${pathTo(fullNameOf(one))}">${fullNameOf(one)}</a></li>`);
  return { title: "Loopback GitHub", body: html`<h1>Repositories</h1><ul>${rows}</ul><p class="soft"><a href="/_loopback">What is implemented, what was missing</a></p>` };
}

export async function repositoryPage(repository: Repository): Promise<Shown> {
  const folder = await folderPage(repository, { ref: repository.defaultBranch, path: "" });
  return { title: fullNameOf(repository), body: folder?.body ?? html`<p>The repository is empty.</p>` };
}

const stateOf = (issue: Issue): string => (issue.pull?.merged === true ? "merged" : issue.state);
const pageOf = (repository: Repository, issue: Issue): string => pathTo(fullNameOf(repository), issue.pull === null ? "issues" : "pull", issue.number);

export function listPage(repository: Repository, kind: "issues" | "pulls"): Shown {
  const found: readonly Issue[] = kind === "pulls" ? pullsOf(repository) : [...repository.issues.values()].filter((issue) => !isPull(issue));
  const title = kind === "pulls" ? "Pull requests" : "Issues";
  const rows = found.toReversed().map((issue) => html`<tr><td>${badge(stateOf(issue))}</td><td><a href="${pageOf(repository, issue)}">${issue.title}</a> <span class="soft">#${issue.number} by ${issue.author.login}</span></td><td class="soft">${time(issue.updatedAt)}</td></tr>`);
  return { title, body: html`<h1>${title}</h1>${rows.length === 0 ? html`<p class="soft">There are none.</p>` : html`<table><tbody>${rows}</tbody></table>`}` };
}

function talk(issue: Issue): Html {
  const box = (author: string, at: Date, text: string | null): Html => html`<section class="box"><div class="head"><strong>${author}</strong> <span class="soft">${time(at)}</span></div>${writing(text)}</section>`;
  return html`${box(issue.author.login, issue.createdAt, issue.body)}${(issue.pull?.threads ?? []).map((comment) => html`<div id="discussion_r${comment.id}"><p class="soft"><code>${comment.path}:${comment.line}</code></p>${box(comment.author.login, comment.createdAt, comment.body)}</div>`)}${issue.comments.map((comment) => html`<div id="issuecomment-${comment.id}">${box(comment.author.login, comment.createdAt, comment.body)}</div>`)}`;
}

function heading(issue: Issue): Html {
  return html`<h1>${issue.title} <span class="soft">#${issue.number}</span></h1><p>${badge(stateOf(issue))} ${issue.labels.map((label) => html`<span class="badge soft">${label.name}</span> `)}</p>`;
}

export function issuePage(issue: Issue): Shown {
  return { title: issue.title, body: html`${heading(issue)}${talk(issue)}` };
}

function checksTable(repository: Repository, sha: string): Html {
  const name = fullNameOf(repository);
  const rows = latestCheckRuns(repository, sha).map((run) => html`<tr><td>${badge(run.conclusion ?? run.status)}</td><td><a href="${pathTo(name, "runs", run.id)}">${run.name}</a> <span class="soft">${run.app.slug}</span></td><td>${run.output.title}</td></tr>`);
  return rows.length === 0 ? html`<p class="soft">No checks.</p>` : html`<table><tbody>${rows}</tbody></table>`;
}

export async function pullPage(repository: Repository, issue: PullIssue): Promise<Shown> {
  const { pull } = issue;
  const name = fullNameOf(repository);
  const base = pull.merged ? pull.baseSha : ((await repository.git.resolve(`refs/heads/${pull.baseBranch}`)) ?? pull.baseSha);
  const { files, commits } = await repository.git.compare(base, pull.headSha);
  const read = (await Promise.all(commits.map((sha) => repository.git.commit(sha)))).filter((commit) => commit !== null);
  const missing = missingChecks(repository, issue);
  const isHere = (await repository.git.resolve(`refs/heads/${pull.headBranch}`)) !== null;
  const head = isHere ? html`<a href="${pathTo(name, "tree", pull.headBranch)}"><code>${pull.headBranch}</code></a>` : html`<code>${pull.headBranch}</code> (deleted)`;
  const merge = pull.merged ? html`Merged as <a href="${pathTo(name, "commit", pull.mergeSha ?? "")}"><code>${(pull.mergeSha ?? "").slice(0, 7)}</code></a> by ${pull.mergedBy?.login}, ${time(pull.mergedAt)}`
    : pull.mergeable === false ? html`<span class="red">Conflicts with its base</span>` : missing.length > 0 ? html`Waits for ${missing.join(", ")}` : html`<span class="green">Can be merged</span>`;
  return {
    title: issue.title,
    body: html`${heading(issue)}<p class="soft">${issue.author.login}: ${head} into <code>${pull.baseBranch}</code></p>${talk(issue)}
      ${pull.reviews.map((review) => html`<section class="box"><div class="head"><strong>${review.author.login}</strong> ${review.state.toLowerCase().replaceAll("_", " ")}</div>${writing(review.body)}</section>`)}
      <h2>Checks</h2>${checksTable(repository, pull.headSha)}<p>${merge}</p><h2>Commits</h2>${commitList(name, read)}<h2>Files</h2>${fileDiffs(files)}`,
  };
}
