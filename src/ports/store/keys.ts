/** Keys that several processes share through the database, where the operator has not given one. */
export interface Keys {
  /** Keeps the key (PEM) under the name unless one is kept there already; gives the one that is kept. */
  keep(name: string, pem: string): Promise<string>;
  read(name: string): Promise<string | null>;
}
