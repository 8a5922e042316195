/** What it is about; the path; the text before and after; the actions that it takes beside changing text (`unknown`: nobody can tell, so it is refused). */
export type Change = readonly [name: string, path: string, before: string, after: string, actions: readonly string[]];
