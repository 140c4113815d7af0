/**
 * How parameters stand in an address, `?query#fragment`: spelled so that nothing which makes links of
 * addresses cuts any of it off, and so short before the `#` that no server refuses it.
 *
 * Both parts have one grammar, and are read one after the other. A browser sends the query to the
 * server and keeps the fragment to itself, so what is long goes there.
 */

/**
 * The longest query, in characters. Servers refuse a request beyond 2 kB (IIS) to 16 kB (Node); every
 * sentence that fits into the models is far below it.
 */
export const MAX_QUERY = 1000;

/** The parts of an address that hold parameters: those of `location`, or of any URL. */
export interface Parts {
  readonly search: string;
  readonly hash: string;
}

/** The parts of `?query#fragment`, or of its end. */
export function partsOf(address: string): Parts {
  const at = address.indexOf('#');
  return at === -1
    ? { search: address, hash: '' }
    : { search: address.slice(0, at), hash: address.slice(at) };
}

/** What an address says: its query, then its fragment. A fragment without a `=` is a place on the page. */
export function readParams({ search, hash }: Parts): URLSearchParams {
  const params = new URLSearchParams(search);
  if (!hash.includes('=')) return params;
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ''))) {
    params.append(name, value);
  }
  return params;
}

const percent = (character: string) =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/**
 * Percent-encoded except for letters, digits, `+` for a space, and `.`, `,` or `-` between letters and
 * digits. Mail programs, chats and Markdown take a mark at the end of an address, and some of them
 * quotation marks, brackets, `*`, `_`, `~`, `|` and whatever is not ASCII wherever it stands, for the
 * end of the address or for emphasis.
 */
export function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed())
    .replaceAll('%2C', ',')
    .replace(/[!'()*_~]|(?<![A-Za-z0-9])[.,-]|[.,-](?![A-Za-z0-9])/g, percent)
    .replace(/%20(?!$)/g, '+');
}

interface Part {
  readonly isOwn: boolean;
  readonly text: string;
}

/** All parts in one string, as in a query. */
const joined = (parts: readonly Part[]) => parts.map(({ text }) => text).join('&');

/**
 * The parts of the address that says these parameters: all in the query, unless that were too long. Then
 * the longest ones are in the fragment, as few as will do.
 *
 * @param isOwn whether a parameter is one of the page's; others stay in the query, where they came from
 */
export function writeParams(
  params: URLSearchParams,
  isOwn: (name: string) => boolean = () => true,
): Parts {
  const parts = [...params].map(
    ([name, value]): Part => ({ isOwn: isOwn(name), text: `${encode(name)}=${encode(value)}` }),
  );
  const aside = new Set<Part>();
  const ahead = () => parts.filter((part) => !aside.has(part));
  const longest = parts
    .filter((part) => part.isOwn)
    .sort((a, b) => b.text.length - a.text.length)
    .values();
  while (joined(ahead()).length > MAX_QUERY) {
    const { value: next } = longest.next();
    if (!next) break;
    aside.add(next);
  }
  const query = joined(ahead());
  const fragment = joined(parts.filter((part) => aside.has(part)));
  return { search: query && `?${query}`, hash: fragment && `#${fragment}` };
}
