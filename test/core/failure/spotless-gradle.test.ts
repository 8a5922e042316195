/** Spotless by Gradle prints what its Maven plug-in prints, without marks and deeper by two (`SpotlessCheck`, `DiffMessageFormatter` of Spotless; Gradle's own indentation of a cause). */
import { expect, test } from "@jest/globals";
import { openLogReading } from "../../../src/core/failure/read-log.ts";

test("files that Spotless would format by Gradle are told from those by Maven", () => {
  const reading = openLogReading({ job: null, workspace: null });
  reading.push(Buffer.from([
    "> Task :spotlessJavaCheck FAILED", "", "FAILURE: Build failed with an exception.", "", "* What went wrong:", "Execution failed for task ':spotlessJavaCheck'.", "> The following files had format violations:",
    "      src/main/java/hello/Greeter.java", "          @@ -1,2 +1,2 @@", "          -public class Greeter {", "          +public·class·Greeter·{", "  Run './gradlew :spotlessApply' to fix these violations.", "", "BUILD FAILED in 4s", "",
  ].join("\n")));
  expect(reading.finish().reports).toMatchObject([{ failure_class: "format", tool: "spotless-gradle", pattern_name: "spotless_gradle_unformatted", file_paths: ["src/main/java/hello/Greeter.java"] }]);
});
