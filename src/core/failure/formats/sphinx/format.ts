/** Sphinx, where warnings are errors (`-W`), and MkDocs in strict mode. */
import type { Format } from "../../format.ts";

export const sphinx: Format = {
  tool: "sphinx",
  layer: "tool",
  class: "build-error",
  pattern_name: "sphinx_warnings",
  rules: [
    { id: "warning", says: "detail", literals: [": WARNING: ", ": ERROR: ", ": SEVERE: "], pattern: /^(?<file>[^\s:][^:]*\.(?:rst|md|py|txt|ipynb))(?::(?<line>\d+))?: (?:WARNING|ERROR|SEVERE): (?<message>.+)$/ },
    { id: "turned", says: "problem", literals: ["Warning, treated as error", "warnings treated as errors", "build finished with problems"], pattern: /^(?:Warning, treated as error:|.*build finished with problems, \d+ warnings?)/, confidence: 0.93 },
    { id: "crashed", says: "problem", literals: ["Sphinx error:", "Extension error", "Configuration error:"], pattern: /^(?:Sphinx error|Extension error(?: \([\w.]+\))?|Configuration error):$/, class: "config", pattern_name: "sphinx_configuration", confidence: 0.8 },
    { id: "saved-trace", says: "problem", literals: ["The full traceback has been saved in:", "sphinx-err-"], pattern: /(?:The full traceback has been saved in|sphinx-err-\w+\.log)/, class: "unknown", pattern_name: "sphinx_crash", confidence: 0.7 },
    { id: "mkdocs", says: "problem", literals: ["warnings in strict mode"], pattern: /Aborted with \d+ warnings? in strict mode/, tool: "mkdocs", pattern_name: "mkdocs_warnings", confidence: 0.95 },
  ],
};
