/** GitHub behind our ports: one client, a reader that can only read, and a writer whose every effect has its own permissions. */
import type { ContentSource, CrawlReader, GitHubReader, GitHubWriter, MemberReader, OnboardingReader, PolicyReader } from "../../ports/github.ts";
import { createClient, type ClientOptions } from "./client.ts";
import { createCrawlReader } from "./reader/crawl-reader.ts";
import { createReader } from "./reader/create-reader.ts";
import { createMemberReader } from "./reader/member-reader.ts";
import { createOnboardingReader } from "./reader/onboarding-reader.ts";
import { createPolicyReader } from "./reader/policy-reader.ts";
import { createWriter } from "./writer/create-writer.ts";

export interface GitHub {
  readonly reader: GitHubReader;
  readonly policyReader: PolicyReader;
  readonly onboardingReader: OnboardingReader;
  readonly crawlReader: CrawlReader;
  readonly memberReader: MemberReader;
  /** `content` gives the evidence files that an effect names by digest. */
  writer(content: ContentSource): GitHubWriter;
}

export function createGitHub(options: ClientOptions): GitHub {
  const client = createClient(options);
  return { reader: createReader(client), policyReader: createPolicyReader(client), crawlReader: createCrawlReader(client), memberReader: createMemberReader(client), onboardingReader: createOnboardingReader(client), writer: (content) => createWriter(client, content) };
}
