import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createDoor, type Door, type DoorOptions } from "./create-door.ts";
import { createGuardedServer } from "./guarded-server.ts";
import { doorLimits } from "./limits.ts";

export interface StartedDoor extends Door {
  readonly port: number;
  /** Takes no more connections, lets those that are being served finish. */
  close(): Promise<void>;
}

/** A door with a server of its own, for every path. `port` 0: any that is free; `host`: loopback unless it is said. */
export async function startDoor(options: DoorOptions & { readonly port?: number; readonly host?: string }): Promise<StartedDoor> {
  const door = createDoor(options);
  const server = createGuardedServer((request, response) => door.handle(request, response), options.limits ?? doorLimits);
  server.listen(options.port ?? 0, options.host ?? "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.close();
    server.closeIdleConnections();
    await once(server, "close");
  };
  return { ...door, port, close };
}
