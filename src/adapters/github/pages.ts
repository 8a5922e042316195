/** Lists come in pages of 100. They are read to the end, or refused: half a list is never taken for the whole. */
import type { z } from "zod";
import { Fault } from "../../core/fault/fault.ts";
import { parsed } from "./answer.ts";
import type { ParametersOf, Session } from "./client.ts";
import type { Operation } from "./operations.ts";

export const PER_PAGE = 100;
/** 5,000 things of one kind on one commit or pull request are not what a person makes. */
export const MOST_PAGES = 50;

export interface PageRequest<O extends Operation> {
  readonly operation: O;
  readonly parameters: Omit<ParametersOf<O>, "page" | "per_page">;
}

/** Every element; `schema` names one page and gives its elements. Fault `github-invalid` beyond the cap. */
export async function readPages<O extends Operation, T>(session: Session, request: PageRequest<O>, schema: z.ZodType<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pagesOf(session, request, schema)) all.push(...page);
  return all;
}

/** The first pages, and whether there are more: for lists that strangers can make as long as they like. */
export async function readFirstPages<O extends Operation, T>(session: Session, request: PageRequest<O> & { readonly pages: number }, schema: z.ZodType<readonly T[]>): Promise<{ readonly elements: readonly T[]; readonly truncated: boolean }> {
  const elements: T[] = [];
  for (let page = 1; page <= request.pages; page += 1) {
    const read = await readPage(session, request, { schema, page });
    elements.push(...read.elements);
    if (read.last) return { elements, truncated: false };
  }
  return { elements, truncated: true };
}

/** What is looked for in a list: `schema` names one page, `holds` the element; after one that `ends`, nothing more is read (lists that are newest first). */
export interface Search<T> {
  readonly schema: z.ZodType<readonly T[]>;
  readonly holds: (element: T) => boolean;
  readonly ends?: (element: T) => boolean;
}

/** The first element that holds, page by page; null when none does. */
export async function findInPages<O extends Operation, T>(session: Session, request: PageRequest<O>, search: Search<T>): Promise<T | null> {
  for await (const page of pagesOf(session, request, search.schema)) {
    const found = page.find(search.holds);
    if (found !== undefined) return found;
    if (search.ends !== undefined && page.some(search.ends)) return null;
  }
  return null;
}

/** Every element that holds, until one ends the list. */
export async function filterPages<O extends Operation, T>(session: Session, request: PageRequest<O>, search: Required<Search<T>>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pagesOf(session, request, search.schema)) {
    all.push(...page.filter(search.holds));
    if (page.some(search.ends)) break;
  }
  return all;
}

export async function* pagesOf<O extends Operation, T>(session: Session, request: PageRequest<O>, schema: z.ZodType<readonly T[]>): AsyncGenerator<readonly T[]> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { elements, last } = await readPage(session, request, { schema, page });
    yield elements;
    if (last) return;
  }
  throw new Fault("github-invalid", { detail: `${request.operation}: more than ${MOST_PAGES * PER_PAGE} entries` });
}

async function readPage<O extends Operation, T>(session: Session, { operation, parameters }: PageRequest<O>, { schema, page }: { readonly schema: z.ZodType<readonly T[]>; readonly page: number }): Promise<{ readonly elements: readonly T[]; readonly last: boolean }> {
  const reply = await session.ask(operation, { ...parameters, per_page: PER_PAGE, page } as unknown as ParametersOf<O>);
  return { elements: parsed(schema, reply.data, operation), last: !hasNext(reply.headers.link) };
}

/** The address in the Link header is not used: only whether there is a next page (RFC 8288). */
function hasNext(link: string | number | undefined): boolean {
  return typeof link === "string" && /;\s*rel="?next"?/.test(link);
}
