/** Where a model comes from, or attention that was computed elsewhere. */

/** The model that the page is published with for a place. */
export interface ShippedSource {
  readonly from: 'shipped';
}

/** A repository of the hub, by its id, such as `google-bert/bert-base-uncased`. */
export interface HubSource {
  readonly from: 'hub';
  readonly id: string;
  /** A branch, a tag, a commit or `refs/pr/3`; null for the main branch. */
  readonly revision: string | null;
}

/** A folder of files on a server, or a repository on a server that has the hub's paths (`…/resolve/main/`). */
export interface AddressSource {
  readonly from: 'address';
  readonly url: string;
}

/** Files of the reader's own, by their names, with folders where a folder was chosen. */
export interface FilesSource {
  readonly from: 'files';
  readonly files: ReadonlyMap<string, Blob>;
}

/** A file of attention, which `dump/` reads. */
export interface AttentionSource {
  readonly from: 'attention';
  readonly file: Blob;
  readonly name: string;
}

export type Source = ShippedSource | HubSource | AddressSource | FilesSource | AttentionSource;

/** What a model is looked up in. */
export type ModelSource = HubSource | AddressSource | FilesSource;
