/** Every format that Regreen reads, in order of precedence where two recognise the same line. */
import type { Format } from "../format.ts";
import { eslint } from "./eslint/format.ts";
import { generic } from "./generic/format.ts";
import { githubActions } from "./github-actions/format.ts";
import { prettier } from "./prettier/format.ts";
import { tsc } from "./tsc/format.ts";

export const formats: readonly Format[] = [githubActions, eslint, prettier, tsc, generic];
