/** `window.sightlines.open()`: other models in the places, checked before anything is asked for. */
import type { Wanted } from '../engine/opened.ts';
import type { AttentionKind } from '../model/dump.ts';
import { nameOf } from '../text/plain.ts';
import { SIDES, type Side } from '../text/token.ts';

/** What may stand in a place; null for the model that ships with the page. */
export type OpenSource =
  | { readonly hub: string; readonly revision?: string }
  | { readonly url: string }
  | { readonly files: readonly File[] | Readonly<Record<string, Blob>> }
  /** `of` says which attention of a file is shown that has both. */
  | { readonly attention: Blob; readonly of?: AttentionKind }
  | null;

export type OpenRequest = Readonly<Partial<Record<Side, OpenSource>>>;

/** Opens something in a place, however large; resolves when it answers there. */
export type OpenIn = (side: Side, wanted: Wanted | null) => Promise<void>;

const EXAMPLE = 'for example open({ left: { hub: "distilbert/distilbert-base-uncased" } })';

/** @throws TypeError with a sentence when the request is none; Error with a sentence on why it cannot be opened. */
export async function openModels(open: OpenIn, request: unknown): Promise<void> {
  if (typeof request !== 'object' || request === null) {
    throw new TypeError(`open() takes an object, ${EXAMPLE}.`);
  }
  // Not copied: a copy of a File need not have its folder.
  const { left, right } = request as Partial<Record<Side, unknown>>;
  const parts = { left, right };
  const wanted = SIDES.flatMap((side) =>
    parts[side] === undefined ? [] : [[side, wantedOf(side, parts[side])] as const],
  );
  if (wanted.length === 0) throw new TypeError(`open() says what to open where, ${EXAMPLE}.`);
  // One after the other: two models may not fit while both are read.
  for (const [side, each] of wanted) {
    await open(side, each).catch((error: unknown) => {
      // What a page shows of it in another language is in its name.
      throw new Error(error instanceof Error ? error.message : String(error));
    });
  }
}

function wantedOf(side: Side, given: unknown): Wanted | null {
  if (given === null) return null;
  const fail = (): never => {
    throw new TypeError(
      `"${side}" is { hub }, { url }, { files }, { attention } or null, ${EXAMPLE}.`,
    );
  };
  if (typeof given !== 'object') return fail();
  const { hub, revision, url, files, attention, of } = given as Record<string, unknown>;
  const sources = Object.entries({ hub, url, files, attention }).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  );
  if (sources.length > 1) {
    throw new TypeError(
      `"${side}" has ${sources.join(' and ')}: a model is from one place, so name one of them, ${EXAMPLE}.`,
    );
  }
  if (typeof hub === 'string') {
    if (revision !== undefined && typeof revision !== 'string') return fail();
    return { from: 'name', text: `hub:${hub}${revision === undefined ? '' : `@${revision}`}` };
  }
  if (typeof url === 'string') {
    if (URL.canParse(url, document.baseURI)) {
      return { from: 'name', text: new URL(url, document.baseURI).href };
    }
    throw new TypeError(
      `"${side}.url" is no address: write that of a folder with a model’s files, such as "./models/mini-gpt/", not ${JSON.stringify(url.slice(0, 60))}.`,
    );
  }
  if (files !== undefined) return { from: 'files', files: filesOf(side, files) };
  if (attention instanceof Blob) {
    const name = attention instanceof File ? attention.name : 'attention';
    if (of !== undefined && of !== 'self' && of !== 'cross') {
      throw new TypeError(
        `"${side}.of" is "self" or "cross", which attention of the file is shown.`,
      );
    }
    return { from: 'attention', name, file: attention, ...(of && { of }) };
  }
  return fail();
}

function filesOf(side: Side, given: unknown): ReadonlyMap<string, Blob> {
  const entries: [string, unknown][] = Array.isArray(given)
    ? given.map((file) => [file instanceof File ? file.webkitRelativePath || file.name : '', file])
    : typeof given === 'object' && given !== null
      ? Object.entries(given)
      : [];
  const wrong = entries.find(([name, file]) => !(file instanceof Blob) || name === '');
  if (entries.length === 0 || wrong) {
    throw new TypeError(
      `"${side}.files" is a list of Files, or Blobs by their names, not ${wrong ? nameOf(wrong[1]) : nameOf(given)}.`,
    );
  }
  return new Map(entries as [string, Blob][]);
}
