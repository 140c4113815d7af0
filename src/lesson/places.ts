/** Where one stands in the lesson, and how many steps each chapter has: all that a link has to know of it. */

/** Steps of each chapter, in order. `tests/lesson` holds them to the chapters themselves. */
export const STEP_COUNTS: readonly number[] = [3, 5, 5, 3, 5, 3, 4, 4];

/** A chapter and a step, from 1; a whole chapter, where no step is said; or the words. */
export type LessonPlace = { readonly chapter: number; readonly step: number | null } | 'words';

/** What links call the page of words. */
export const WORDS = 'words';

/** Whether there is such a chapter, and such a step of it. */
export function isPlace(chapter: number, step: number | null): boolean {
  const count = STEP_COUNTS[chapter - 1];
  return count !== undefined && (step === null || (step >= 1 && step <= count));
}

/** `4.2`, `4`, `words`. */
export function writePlace(place: LessonPlace): string {
  if (place === WORDS) return WORDS;
  return place.step === null ? `${place.chapter}` : `${place.chapter}.${place.step}`;
}

/** Null for what is no place of the lesson. */
export function readPlace(text: string): LessonPlace | null {
  if (text === WORDS) return WORDS;
  const [, chapter, step] = /^([1-9])(?:\.([1-9]))?$/.exec(text) ?? [];
  if (chapter === undefined) return null;
  const place = { chapter: Number(chapter), step: step === undefined ? null : Number(step) };
  return isPlace(place.chapter, place.step) ? place : null;
}

/** A step of a chapter. */
export interface StepPlace {
  readonly chapter: number;
  readonly step: number;
}

/** All steps, in order. */
export const STEP_PLACES: readonly StepPlace[] = STEP_COUNTS.flatMap((count, chapter) =>
  Array.from({ length: count }, (_, step) => ({ chapter: chapter + 1, step: step + 1 })),
);

/** The step before or after one; null at either end. */
export function besides({ chapter, step }: StepPlace, by: 1 | -1): StepPlace | null {
  const at = STEP_PLACES.findIndex((each) => each.chapter === chapter && each.step === step);
  return STEP_PLACES[at + by] ?? null;
}
