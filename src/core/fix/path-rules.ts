/** Which paths a patch may name at all, before any contract is asked (attacks D01, D02, D06, P07). Paths are relative with forward slashes. */

/** Characters that file systems or people do not see: controls, zero-width, bidirectional marks, soft hyphen, variation selectors. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]/u;
const LONGEST_PATH = 1024;

/** Why this path is never written, in plain words; null when there is no objection to the path as such. */
export function pathProblem(path: string): string | null {
  if (path.length === 0 || path.length > LONGEST_PATH) return `a path has 1 to ${LONGEST_PATH} characters`;
  if (INVISIBLE.test(path)) return "the path has invisible or control characters";
  if (path.includes("\\")) return "the path has a backslash";
  if (path.includes(":")) return "the path has a colon, which names drives and streams on some systems";
  if (path.startsWith("/")) return "the path is absolute";
  if (path.startsWith("-")) return "the path starts with a hyphen and would be read as an option";
  for (const component of path.split("/")) {
    const problem = componentProblem(component);
    if (problem !== null) return problem;
  }
  return null;
}

function componentProblem(component: string): string | null {
  if (component === "") return "the path has an empty component";
  if (component === "." || component === "..") return "the path leaves its folder";
  const folded = component.normalize("NFKC").toLowerCase().replace(/[. ]+$/, "");
  // Windows drops dots and spaces at the end of a name: `.. ` is `..` there.
  if (folded === "") return "the path leaves its folder";
  // HFS+ and NTFS take these for the repository's own folder: gitprotect in git's documentation of core.protectHFS and core.protectNTFS.
  if (folded === ".git" || /^git~\d+$/.test(folded)) return "the path is inside git's own folder";
  if (folded === ".gitmodules") return "submodules are never changed";
  return null;
}
