/** A model at an address: a folder of files on a server, or a repository on one that has the hub's paths. */
import type { Begun, Folder } from './folder.ts';
import { openHub } from './hub.ts';
import { isHubId, isRevision } from './hubId.ts';
import type { Network } from './network.ts';
import { plain } from './plain.ts';
import { SourceError } from './refusals.ts';
import { beginRemote, readRemote } from './remoteFile.ts';
import type { AddressSource, HubSource } from './source.ts';

/** A folder's address ends with a slash; that of one of its files stands for the folder. */
function folderOf(url: URL): URL {
  const last = url.pathname.split('/').at(-1)!;
  const isFile = last === '' || /\.(safetensors|json|txt)$/i.test(last);
  return isFile ? new URL('.', url) : new URL(`${url.href}/`);
}

/** The hub's paths: `…/organisation/name/resolve/revision/`, or `tree` as its pages have it. */
function repositoryAt(url: URL): { readonly hub: URL; readonly source: HubSource } | null {
  const { base, id, rest } =
    /^(?<base>\/(?:.*\/)?)(?<id>[^/]+\/[^/]+)\/(?:resolve|tree)\/(?<rest>[^/]+)\/$/.exec(
      url.pathname,
    )?.groups ?? {};
  if (base === undefined || id === undefined || rest === undefined || !isHubId(id)) return null;
  const revision = decode(rest);
  if (revision === null || !isRevision(revision)) return null;
  return { hub: new URL(base, url), source: { from: 'hub', id, revision } };
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** Where a server has the hub's list, it is used; else each file is asked for. @throws SourceError. */
export async function openAddress(network: Network, { url }: AddressSource): Promise<Folder> {
  const folder = folderOf(new URL(url));
  const repository = repositoryAt(folder);
  if (repository) {
    try {
      return await openHub(network, repository.hub, repository.source);
    } catch (error) {
      const code = error instanceof SourceError ? error.refusal.code : null;
      // Files may be laid out as on the hub without its list.
      if (code !== 'noModel' && code !== 'webPage' && code !== 'listing') throw error;
    }
  }
  return plainFolder(network, folder);
}

function plainFolder(network: Network, folder: URL): Folder {
  const at = `${folder.host}${folder.pathname}`;
  const asked = (name: string) => ({ file: name, at });
  const addressOf = (name: string) => new URL(encodeURIComponent(name), folder);
  const path = folder.pathname.split('/').filter((part) => part !== '');
  const name = plain(decode(path.at(-1) ?? '') ?? '', 60) || folder.host;

  async function begin(name: string): Promise<Begun | null> {
    const url = addressOf(name);
    const begun = await beginRemote(network, url, asked(name), null).catch(orNull);
    if (!begun) return null;
    const { start, size, version } = begun;
    if (size === null) throw new SourceError({ code: 'noSize', file: name });
    const key = version && `${url.href} ${size} ${version}`;
    return { start, file: { name, bytes: size, sha256: null, at: url.href, key } };
  }

  return {
    ...{ title: name, name, at, of: 'server', names: null, commit: null, notes: [] },
    read: (name, most) => readRemote(network, addressOf(name), asked(name), most).catch(orNull),
    begin,
  };
}

/** Some servers send a page in place of a file that they do not have. */
function orNull(error: unknown): null {
  if (error instanceof SourceError && error.refusal.code === 'webPage') return null;
  throw error;
}
