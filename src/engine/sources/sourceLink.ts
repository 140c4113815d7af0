/**
 * How a link spells where a model comes from: `hub:organisation/name@revision`, an address, `file:NAME`,
 * `attention:NAME`, `cross:NAME`, `shipped`. A link cannot hold files, so of them it has the name that says what to open.
 */
import { HUB, mayAsk } from './hosts.ts';
import { hubName, readHubSource } from './hubId.ts';
import { plain } from './plain.ts';
import { SourceError } from './refusals.ts';
import type { AddressSource, HubSource, ShippedSource, Source } from './source.ts';

/** Files that the reader is asked for, by the name of their folder or of the file. */
export interface NamedFiles {
  readonly from: 'files' | 'attention' | 'cross';
  readonly name: string;
}

export type SourceLink = ShippedSource | HubSource | AddressSource | NamedFiles;

/** At most this much of a file's name is in a link. */
const LONGEST_NAME = 100;

const LONGEST_ADDRESS = 2000;

const PREFIXES = { files: 'file:', attention: 'attention:', cross: 'cross:' } as const;

/**
 * @param page the page's own address: other addresses may be relative to it.
 * @throws SourceError in a sentence that says how a source is written, or why it may not be asked.
 */
export function parseSourceLink(text: string, page: URL): SourceLink {
  const fail = (): never => {
    throw new SourceError({ code: 'source', text });
  };
  if (text.length > LONGEST_ADDRESS) fail();
  if (text === 'shipped') return { from: 'shipped' };
  if (text.startsWith('hub:')) return readHubSource(text.slice('hub:'.length));
  for (const from of ['files', 'attention', 'cross'] as const) {
    if (!text.startsWith(PREFIXES[from])) continue;
    const name = plain(text.slice(PREFIXES[from].length), LONGEST_NAME);
    return name === '' ? fail() : { from, name };
  }
  if (!/^(https?:\/\/|\.{0,2}\/)/.test(text)) fail();
  return URL.canParse(text, page) ? readAddress(new URL(text, page), page) : fail();
}

/** @throws SourceError when the page's policy does not let it ask there. */
export function readAddress(url: URL, page: URL): AddressSource | HubSource {
  // Who names the hub's page of a model means the model.
  if (url.origin === new URL(HUB).origin) return readHubSource(url.href);
  const clean = new URL(url);
  clean.hash = '';
  clean.search = '';
  clean.username = '';
  clean.password = '';
  if (clean.href.length > LONGEST_ADDRESS)
    throw new SourceError({ code: 'source', text: url.href });
  if (!mayAsk(clean, page, new URL(HUB))) throw new SourceError({ code: 'host', host: url.host });
  return { from: 'address', url: clean.href };
}

/** What a link can say of a source. */
export function linkOf(source: Source): SourceLink {
  switch (source.from) {
    case 'files':
      return { from: 'files', name: nameOfFiles([...source.files.keys()]) };
    case 'attention':
      return { from: 'attention', name: source.name };
    default:
      return source;
  }
}

/** What to call files: by their folder, or else by the weights among them. */
export function nameOfFiles(names: readonly string[]): string {
  const [first = 'model.safetensors'] = names;
  const folder = first.split('/').slice(0, -1)[0];
  if (folder && names.every((name) => name.startsWith(`${folder}/`))) return folder;
  return names.find((name) => name.endsWith('.safetensors')) ?? first;
}

/** Of the page's own server an address is written relative to the page, so that it holds where both are moved. */
export function writeSourceLink(source: SourceLink, page: URL): string {
  switch (source.from) {
    case 'shipped':
      return 'shipped';
    case 'hub':
      return `hub:${hubName(source)}`;
    case 'address':
      return relativeTo(page, new URL(source.url));
    default:
      return PREFIXES[source.from] + plain(source.name, LONGEST_NAME);
  }
}

function relativeTo(page: URL, url: URL): string {
  if (url.origin !== page.origin) return url.href;
  const folder = new URL('.', page).pathname;
  const path = url.pathname;
  // A path that begins with two slashes would name a host.
  if (path.startsWith(folder) && !path.startsWith('/', folder.length)) {
    return `./${path.slice(folder.length)}`;
  }
  return path.startsWith('//') ? url.href : path;
}
