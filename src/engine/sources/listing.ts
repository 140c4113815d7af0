/** The hub's list of a repository's files (`/api/models/{id}/revision/{revision}?blobs=true`). */
import * as z from 'zod/mini';
import { reasonOf } from '../../language/reason.ts';
import { readJson } from '../../text/jsonFile.ts';
import { SourceError } from './refusals.ts';

const size = z.nullish(z.int().check(z.nonnegative()));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

const Listing = z.object({
  id: z.nullish(z.string()),
  sha: z.nullish(z.string().check(z.regex(/^[0-9a-f]{40}$/))),
  gated: z.nullish(z.union([z.boolean(), z.string()])),
  siblings: z
    .array(
      z.object({
        rfilename: z.string(),
        size,
        // Large files are kept apart from git, and this is what is there.
        lfs: z.nullish(z.object({ sha256: z.nullish(sha256), size })),
      }),
    )
    .check(z.maxLength(100_000)),
});

/** What is listed of a file. */
export interface Listed {
  readonly bytes: number | null;
  readonly sha256: string | null;
}

export interface Listing {
  /** What the hub calls the repository, whatever it was asked for; null where it does not say. */
  readonly id: string | null;
  readonly commit: string | null;
  /** Whether files are given only to whom the owner allows it. */
  readonly gated: boolean;
  readonly files: ReadonlyMap<string, Listed>;
}

/** @throws SourceError when the text is no such list. */
export function readListing(text: string, id: string): Listing {
  try {
    const listing = readJson(Listing, text, 'The list');
    const files = listing.siblings.map(
      ({ rfilename, size, lfs }) =>
        [rfilename, { bytes: lfs?.size ?? size ?? null, sha256: lfs?.sha256 ?? null }] as const,
    );
    return {
      id: listing.id ?? null,
      commit: listing.sha ?? null,
      gated: Boolean(listing.gated),
      files: new Map(files),
    };
  } catch (cause) {
    const reason = reasonOf(cause);
    const detail = typeof reason === 'string' ? reason.replace(/[.]$/, '') : reason;
    throw new SourceError({ code: 'listing', id, detail }, { cause });
  }
}

const Discussions = z.object({
  discussions: z
    .array(
      z.object({
        num: z.int().check(z.positive()),
        title: z.string(),
        isPullRequest: z.nullish(z.boolean()),
        status: z.nullish(z.string()),
      }),
    )
    .check(z.maxLength(1000)),
});

/** What the hub's converter calls the pull request in which it adds a safetensors file. */
const CONVERTED = /^Adding `safetensors` variant of this model$/;

/** The open pull requests of the hub's converter, newest first. @throws FileError when the text is no such list. */
export function convertersIn(text: string): readonly string[] {
  const { discussions } = readJson(Discussions, text, 'The list of pull requests');
  return discussions
    .filter(
      ({ title, status, isPullRequest }) =>
        isPullRequest !== false && (status ?? 'open') === 'open' && CONVERTED.test(title),
    )
    .map(({ num }) => num)
    .sort((a, b) => b - a)
    .map((num) => `refs/pr/${num}`);
}
