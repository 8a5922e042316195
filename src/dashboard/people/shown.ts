/** Routes whose pages know who looks at them. */
import type { Answer } from "../../app/web/answer.ts";
import type { Route } from "../../app/web/route.ts";
import type { Posted } from "../../app/web/visit.ts";
import type { Doorkeeper, Looker } from "./doorkeeper.ts";
import { seeOther } from "./sign-in-routes.ts";

type Groups = Readonly<Record<string, string>>;

export interface ShownPage extends Pick<Route, "name" | "path" | "allows"> {
  show(looker: Looker, groups: Groups): Promise<Answer>;
  take?(groups: Groups, posted: Posted & { readonly looker: Looker }): Promise<Answer>;
}

/** Whoever must sign in first is sent there, and comes back. */
export function shown(doorkeeper: Doorkeeper, { show, take, ...route }: ShownPage): Route {
  return {
    ...route,
    async answer(groups, visit) {
      const looker = await doorkeeper(visit);
      return looker === null ? seeOther(`/sign-in?back=${encodeURIComponent(visit.path)}`) : show(looker, groups);
    },
    ...(take === undefined ? {} : {
      async take(groups: Groups, posted: Posted): Promise<Answer> {
        const looker = await doorkeeper(posted);
        return looker === null ? seeOther("/sign-in") : take(groups, { ...posted, looker });
      },
    }),
  };
}
