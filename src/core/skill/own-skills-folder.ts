/** Where a repository keeps its own skills, relative to its root. */
export const ownSkillsFolder = ".github/skills";
