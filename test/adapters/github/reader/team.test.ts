/** Who is in a team, where the operator lets the App read that. */
import { expect, test } from "@jest/globals";
import nock from "nock";
import { API } from "../addresses.ts";
import { mintsToken } from "../exchanges.ts";
import { gitHub, repository } from "../octo-hello.ts";
import { useNock } from "../use-nock.ts";

useNock();

const members = (team: string) => nock(API).get(`/orgs/octo/teams/${team}/members`).query({ per_page: "100", page: "1" });

test("with the permission given, its members are told, with a token that may read members and nothing else", async () => {
  const { asked } = mintsToken();
  members("web").reply(200, [{ login: "ada", id: 1 }, { login: "tom", id: 2 }]);
  expect(await gitHub().policyReader.teamMembers(repository, "@Octo/web")).toEqual(["ada", "tom"]);
  expect(asked.map(({ permissions }) => permissions)).toEqual([{ members: "read" }]);
});

test("without it GitHub mints no token: that is not known, and is not asked again at the next look", async () => {
  nock(API).post("/app/installations/77/access_tokens").reply(422, { message: "The permissions requested are not granted to this installation." });
  const { policyReader } = gitHub();
  expect([await policyReader.teamMembers(repository, "@octo/web"), await policyReader.teamMembers(repository, "@octo/core")]).toEqual([null, null]);
});

test("a team that is not there is not known, and others still are", async () => {
  mintsToken();
  const { policyReader } = gitHub();
  members("gone").reply(404, { message: "Not Found" });
  members("web").reply(200, [{ login: "ada" }]);
  expect([await policyReader.teamMembers(repository, "@octo/gone"), await policyReader.teamMembers(repository, "@octo/web")]).toEqual([null, ["ada"]]);
});

test.each(["@elsewhere/web", "@octo", "docs@octo.example"])("%s is no team of this organisation, and nothing is asked", async (owner) => {
  expect(await gitHub().policyReader.teamMembers(repository, owner)).toBeNull();
});

test("that GitHub does not answer is not the same as not being told", async () => {
  mintsToken();
  members("web").reply(502, {});
  await expect(gitHub().policyReader.teamMembers(repository, "@octo/web")).rejects.toMatchObject({ code: "github-unavailable" });
});
