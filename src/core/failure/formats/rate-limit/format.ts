/** Servers that ask to be left alone for a while. */
import type { Format } from "../../format.ts";

export const rateLimit: Format = {
  tool: "rate-limit",
  layer: "infrastructure",
  nameless: true,
  class: "rate-limit",
  pattern_name: "rate_limited",
  rules: [
    { id: "github", says: "problem", literals: ["API rate limit exceeded", "secondary rate limit", "API rate limit already exceeded"], pattern: /(?<message>API rate limit (?:already )?exceeded|exceeded a secondary rate limit|You have exceeded a secondary rate limit)/, tool: "github-actions", confidence: 0.93 },
    { id: "docker", says: "problem", literals: ["toomanyrequests: "], pattern: /(?<message>toomanyrequests: .{0,120})/, tool: "docker", confidence: 0.95 },
    { id: "aws", says: "problem", literals: ["(ThrottlingException)", "(Throttling)", "(RequestLimitExceeded)", "(SlowDown)", "(TooManyRequestsException)"], pattern: /An error occurred \((?<message>Throttling(?:Exception)?|RequestLimitExceeded|SlowDown|TooManyRequestsException)\)/, tool: "aws", confidence: 0.94 },
    { id: "composer", says: "problem", literals: ["to go over the API rate limit"], pattern: /(?<message>Could not fetch .+ to go over the API rate limit)/, tool: "composer", confidence: 0.94 },
    { id: "codecov", says: "problem", literals: ["Rate limit reached. Please upload with the Codecov"], pattern: /(?<message>Rate limit reached\. Please upload with the Codecov.{0,80})/, tool: "codecov", confidence: 0.9 },
    { id: "http", says: "hint", literals: ["429 Too Many Requests", "Too Many Requests 429", "HTTP Error 429", "status code 429", "Rate limit exceeded", "rate limit exceeded", "429 Client Error"], pattern: /(?<message>429 Too Many Requests|Too Many Requests 429|HTTP Error 429|status code 429|[Rr]ate limit exceeded|429 Client Error)/, confidence: 0.75 },
  ],
};
