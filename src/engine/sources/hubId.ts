/** Ids and revisions of the hub, as a reader writes them. What passes here is safe in an address. */
import { SourceError } from './refusals.ts';
import type { HubSource } from './source.ts';

/** What the hub allows as a name of a repository, or of whom it belongs to. */
const NAME = /^[A-Za-z0-9](?:[\w.-]{0,94}[\w-])?$/;

export const isHubId = (text: string): boolean => {
  const names = text.split('/');
  return (
    names.length <= 2 &&
    names.every((name) => NAME.test(name) && !/\.\.|--/.test(name)) &&
    !text.endsWith('.git')
  );
};

const LONGEST_REVISION = 200;

/** What git does not allow in the name of a branch or tag, beside the rules below. */
const NOT_IN_REVISION = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}~^:?*[\\]|\.\.|@\{|\/\/|\/\.|\.lock(\/|$)/u;

/** By git's own rules (git-check-ref-format). */
export const isRevision = (text: string): boolean =>
  text.length > 0 &&
  text.length <= LONGEST_REVISION &&
  text !== '@' &&
  !NOT_IN_REVISION.test(text) &&
  !/^[/.-]|[/.]$/.test(text);

/** The hub's own pages of a repository, as they are copied from the address bar. */
const PAGE =
  /^(?:https?:\/\/)?(?:www\.)?(?:huggingface\.co|hf\.co)\/(?<id>[^/?#]+(?:\/[^/?#]+)?)(?:\/(?:tree|blob|resolve)\/(?<revision>[^/?#]+)(?:\/[^?#]*)?)?\/?(?:[?#].*)?$/;

/** The same without the host. */
const PATH =
  /^(?<id>[^/?#@]+(?:\/[^/?#@]+)?)\/(?:tree|blob|resolve)\/(?<revision>[^/?#]+)(?:\/[^?#]*)?(?:[?#].*)?$/;

/**
 * `organisation/name`, `name`, either with `@revision`, or the address of the model's page on the hub, with
 * or without its host.
 *
 * @throws SourceError in a sentence that says how one is written.
 */
export function readHubSource(text: string): HubSource {
  const typed = text.trim();
  const page = (PAGE.exec(typed) ?? PATH.exec(typed))?.groups;
  const [id = '', ...rest] = page ? [page.id!, ...decoded(page.revision)] : splitAt(typed);
  if (!isHubId(id)) throw new SourceError({ code: 'id', text });
  const [revision] = rest;
  if (revision === undefined || (page && revision === 'main')) {
    return { from: 'hub', id, revision: null };
  }
  if (!isRevision(revision)) throw new SourceError({ code: 'revision', text: revision });
  return { from: 'hub', id, revision };
}

function splitAt(text: string): string[] {
  const at = text.indexOf('@');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(part: string | undefined): string[] {
  if (part === undefined) return [];
  try {
    return [decodeURIComponent(part)];
  } catch {
    return [part];
  }
}

/** `organisation/name`, with `@revision` where it is not the main branch. */
export const hubName = ({ id, revision }: HubSource): string =>
  revision === null ? id : `${id}@${revision}`;
