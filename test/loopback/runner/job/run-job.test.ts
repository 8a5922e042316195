import { describe, expect, test, jest } from "@jest/globals";
import { tryJob } from "./job-fixture.ts";

// Real processes: slow where the machine is busy.
jest.setTimeout(60_000);

describe("the log of a job", () => {
  test("reads as GitHub's, from the set-up to the clean-up", async () => {
    const { log, lines } = await tryJob("- run: |\n    echo one\n    exit 3\n  env: {NAME: value}");
    expect(log.startsWith("\uFEFF20")).toBe(true);
    expect(log.split("\n").filter((line) => line !== "").every((line) => /^\uFEFF?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z /.test(line))).toBe(true);
    const tools = lines.findIndex((line) => line === "##[group]GITHUB_TOKEN Permissions");
    expect(lines[0]).toMatch(/^Current runner version: '[\d.]+'$/);
    expect(lines.slice(tools)).toEqual([
      "##[group]GITHUB_TOKEN Permissions", "Contents: read", "Metadata: read", "Packages: read", "##[endgroup]",
      "Secret source: Actions", "Prepare workflow directory", "Prepare all required actions", "Complete job name: a",
      "##[group]Run echo one", "\u001B[36;1mecho one\u001B[0m", "\u001B[36;1mexit 3\u001B[0m", "shell: /usr/bin/bash -e {0}", "env:", "  LEVEL: workflow", "  NAME: value", "##[endgroup]",
      "one", "##[error]Process completed with exit code 3.", "Cleaning up orphan processes",
    ]);
  });

  test("hides secrets and the token, in the header and in the output", async () => {
    const { log } = await tryJob("- run: echo $KEY ${{ github.token }}\n  env: {KEY: '${{ secrets.DEPLOY_KEY }}'}");
    expect(log).not.toContain("s3cret-value");
    expect(log).not.toContain("ghs_fixture");
    expect(log).toContain("Z *** ***\n");
  });
});

describe("steps", () => {
  test("hand outputs, environment and path to the steps after them, and outputs to the job", async () => {
    const { outcome, lines } = await tryJob(
      "- id: one\n  run: |\n    echo 'count=3' >> $GITHUB_OUTPUT\n    printf 'TEXT<<END\\na\\nb\\nEND\\n' >> $GITHUB_ENV\n    mkdir bin; printf '#!/bin/sh\\necho mine' > bin/tool; chmod +x bin/tool; echo $PWD/bin >> $GITHUB_PATH\n    echo '# Done' >> $GITHUB_STEP_SUMMARY\n- run: echo \"$TEXT ${{ steps.one.outputs.count }} $(tool)\"",
      { jobLines: "    outputs: {total: '${{ steps.one.outputs.count }}'}\n" },
    );
    expect(lines).toEqual(expect.arrayContaining(["a", "b 3 mine", "Set output 'total'"]));
    expect(outcome).toMatchObject({ conclusion: "success", outputs: { total: "3" }, summary: "# Done\n" });
  });

  test("after a failure only those run whose condition asks for it", async () => {
    const { outcome, steps } = await tryJob("- run: exit 1\n- run: echo no\n- {run: echo yes, if: failure()}\n- {name: last, run: 'true', if: always()}");
    expect(outcome.conclusion).toBe("failure");
    expect(steps.map((step) => [step.number, step.name, step.conclusion])).toEqual([
      [1, "Set up job", "success"], [2, "Run exit 1", "failure"], [3, "Run echo no", "skipped"], [4, "Run echo yes", "success"], [5, "last", "success"], [6, "Complete job", "success"],
    ]);
  });

  test("one that may fail does not fail the job, and says both outcome and conclusion", async () => {
    const { outcome, lines } = await tryJob("- {id: soft, run: exit 1, continue-on-error: true}\n- run: echo ${{ steps.soft.outcome }} ${{ steps.soft.conclusion }}");
    expect(outcome.conclusion).toBe("success");
    expect(lines).toContain("failure success");
  });

  test("see GitHub's environment and nothing of the host's", async () => {
    process.env.REGREEN_HOST_CANARY = "canary";
    const { lines } = await tryJob("- run: env");
    delete process.env.REGREEN_HOST_CANARY;
    expect(lines.join("\n")).not.toContain("canary");
    expect(lines).toEqual(expect.arrayContaining(["CI=true", "GITHUB_ACTIONS=true", "GITHUB_JOB=a", "GITHUB_ACTION=__run", "GITHUB_REPOSITORY=octo/hello", "RUNNER_OS=Linux", "GITHUB_WORKSPACE=<root>/_work/hello/hello"]));
    expect(lines.filter((line) => /TOKEN|ACTIONS_RUNTIME/.test(line) && !line.includes("GITHUB_TOKEN Permissions"))).toEqual([]);
  });

  test("find the tools of the machine's image without network", async () => {
    const { lines } = await tryJob("- run: npx --no-install eslint --version && npx --no-install prettier --version && node -p process.versions.node");
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^v10\./), expect.stringMatching(/^3\.10/)]));
  });

  test("that name what this runner lacks fail with its name", async () => {
    const { outcome, annotations } = await tryJob("- {run: dir, shell: pwsh}").then((tried) => ({ ...tried, annotations: tried.outcome.annotations }));
    expect(outcome.conclusion).toBe("failure");
    expect(annotations.map((one) => one.message)).toEqual(["shell `pwsh` is not supported by this runner: only bash, sh and python are"]);
    const docker = await tryJob("- uses: docker://alpine:3");
    expect(docker.lines).toContainEqual(expect.stringContaining("docker:// is not supported"));
    expect(docker.steps.map((step) => [step.name, step.conclusion])).toEqual([["Set up job", "failure"], ["Complete job", "success"]]);
  });
});

describe("time", () => {
  test("over a job's limit its whole tree is ended, and always() still runs", async () => {
    const { outcome, lines } = await tryJob("- run: sleep 60 & sleep 60\n- {run: echo tidy, if: always()}", { jobLines: "" }, 0.01);
    expect(outcome.conclusion).toBe("cancelled");
    expect(lines).toContain("tidy");
    expect(lines).toContainEqual(expect.stringContaining("has exceeded the maximum execution time of 0.01 minutes"));
  });

  test("over a step's limit the step fails, and a process that it left behind is ended with the job", async () => {
    const { outcome, lines } = await tryJob("- {run: sleep 60, timeout-minutes: 0.005, continue-on-error: true}\n- run: setsid sleep 61 > /dev/null 2>&1 & sleep 0.1");
    expect(outcome.conclusion).toBe("success");
    expect(lines).toContainEqual(expect.stringContaining("has timed out after 0.005 minutes."));
    expect(lines).toContainEqual(expect.stringMatching(/^Terminate orphan process: pid \(\d+\) \(sleep\)$/));
  });
});
