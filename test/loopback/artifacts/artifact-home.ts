/** Where finished artifacts live: the run that they belong to. */
export interface StoredArtifact {
  readonly id: number;
  readonly name: string;
  /** The zip, as it was uploaded. */
  readonly bytes: Uint8Array;
  /** `sha256:…` of the zip. */
  readonly digest: string;
  readonly createdAt: Date;
}

export interface ArtifactHome {
  add(runId: number, artifact: { readonly name: string; readonly bytes: Uint8Array }): StoredArtifact;
  list(runId: number): readonly StoredArtifact[];
}
