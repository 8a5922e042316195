/** The third schema: keys that several processes share (PEM), and a way to the latest checkpoint. */
import type { Dialect } from "../script.ts";

export function signingKeys({ strict }: Dialect): readonly string[] {
  return [`
create table signing_keys (
  name text primary key,
  pem text not null
) ${strict}`,
  "create index ledger_checkpoints on ledger (kind, seq) where kind = 'checkpoint'"];
}
