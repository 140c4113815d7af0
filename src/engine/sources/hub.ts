/** A repository of the hub, or of a server with the same paths: what it lists, and where its files are. */
import { whole } from './body.ts';
import type { Begun, Folder } from './folder.ts';
import { isHubId, isRevision } from './hubId.ts';
import { convertersIn, type Listing, readListing } from './listing.ts';
import { ask, type Network, refusalOf } from './network.ts';
import type { Note } from './notes.ts';
import { SourceError } from './refusals.ts';
import { beginRemote, readRemote } from './remoteFile.ts';
import type { HubSource } from './source.ts';

/** A list of so many bytes has a hundred thousand files. */
const MOST_LISTING = 20e6;

const MAIN = 'main';

const apiOf = (hub: URL, id: string): string => new URL(`api/models/${id}`, hub).href;

const listingOf = (hub: URL, { id, revision }: HubSource): URL =>
  new URL(`${apiOf(hub, id)}/revision/${encodeURIComponent(revision ?? MAIN)}?blobs=true`);

/** Where a file of a repository is. @param id checked, so that it is safe in an address, as the file's parts become. */
export const fileOf = (hub: URL, id: string, revision: string, file: string): URL =>
  new URL(
    `${id}/resolve/${encodeURIComponent(revision)}/${file.split('/').map(encodeURIComponent).join('/')}`,
    hub,
  );

/** @throws SourceError as a request may be refused; listing. */
async function fetchListing(network: Network, hub: URL, source: HubSource): Promise<Listing> {
  const { id, revision } = source;
  const url = listingOf(hub, source);
  const file = `the list of files of ${id}`;
  const response = await ask(network, url, { file, cache: 'no-cache' });
  const refusal = refusalOf(response, url, { file, at: hub.host, id, revision });
  if (refusal?.refusal.code === 'noFile') throw new SourceError({ code: 'noModel', id });
  if (refusal) throw refusal;
  const bytes = await whole(network, response, file, MOST_LISTING);
  return readListing(new TextDecoder().decode(bytes), id);
}

/**
 * A revision in which the hub's converter has added a safetensors file; null where there is none, or it cannot be
 * known.
 */
async function findConverted(network: Network, hub: URL, id: string): Promise<string | null> {
  try {
    const file = 'the list of pull requests';
    const url = new URL(`${apiOf(hub, id)}/discussions?p=0&type=pull_request&status=open`);
    const response = await ask(network, url, { file });
    if (refusalOf(response, url, { file, at: hub.host, id })) return null;
    const text = new TextDecoder().decode(await whole(network, response, file, MOST_LISTING));
    for (const revision of convertersIn(text).slice(0, 3)) {
      const { files } = await fetchListing(network, hub, { from: 'hub', id, revision });
      if ([...files.keys()].some((name) => /^model\.safetensors(\.index\.json)?$/.test(name))) {
        return revision;
      }
    }
    return null;
  } catch (error) {
    network.signal?.throwIfAborted();
    // What would help cannot be found: what is wrong is told all the same.
    if (error instanceof Error) return null;
    throw error;
  }
}

/**
 * @param kept the same model as it was kept; where nothing has changed since, it is asked for no further.
 * @throws SourceError in a sentence that says why it cannot be had, and what would do.
 */
export async function openHub(
  network: Network,
  hub: URL,
  source: HubSource,
  kept?: (commit: string, notes: readonly Note[]) => Folder | null,
): Promise<Folder> {
  if (!isHubId(source.id)) throw new SourceError({ code: 'id', text: source.id });
  if (source.revision !== null && !isRevision(source.revision)) {
    throw new SourceError({ code: 'revision', text: source.revision });
  }
  const listing = await fetchListing(network, hub, source);
  // What another server calls its repositories is its own; it comes into addresses only where it is an id.
  const id = listing.id !== null && isHubId(listing.id) ? listing.id : source.id;
  if (listing.gated) throw new SourceError({ code: 'gated', id });
  const notes = renamed(source, id);
  const unchanged = listing.commit === null ? null : kept?.(listing.commit, notes);
  return unchanged ?? hubFolder(network, hub, { ...source, id }, listing, notes);
}

const renamed = (source: HubSource, id: string): readonly Note[] =>
  id === source.id ? [] : [{ code: 'renamed', id }];

function hubFolder(
  network: Network,
  hub: URL,
  { id, revision }: HubSource,
  { commit, files }: Listing,
  notes: readonly Note[],
): Folder {
  const version = commit ?? revision ?? MAIN;
  const addressOf = (name: string) => fileOf(hub, id, version, name);
  const asked = (name: string) => ({ file: name, at: id, id, revision });

  async function begin(name: string): Promise<Begun | null> {
    const listed = files.get(name);
    if (!listed) return null;
    const url = addressOf(name);
    const begun = await beginRemote(network, url, asked(name), listed.bytes);
    if (!begun) return null;
    const bytes = listed.bytes ?? begun.size;
    if (bytes === null) throw new SourceError({ code: 'noSize', file: name });
    const { sha256 } = listed;
    const key = sha256 ?? (commit && `${hub.host}/${id}@${commit}/${name}`);
    return { start: begun.start, file: { name, bytes, sha256, at: url.href, key } };
  }

  return {
    title: revision === null ? id : `${id}@${revision}`,
    name: id.split('/').at(-1)!,
    at: id,
    of: 'hub',
    names: new Set(files.keys()),
    commit,
    notes,
    async read(name, most) {
      const { bytes = null } = files.get(name) ?? {};
      if (bytes !== null && bytes > most) {
        throw new SourceError({ code: 'tooLong', file: name, most });
      }
      return readRemote(network, addressOf(name), asked(name), most);
    },
    begin,
    converted: () => findConverted(network, hub, id),
  };
}
