/** What holds where a repository has no configuration of its own. Where Regreen is built (rolldown.config.mjs) it is written out, and the schema need not be made. */
import { Configuration } from "./configuration.ts";

export const defaultConfiguration: Configuration = Configuration.parse({ version: 1 });
