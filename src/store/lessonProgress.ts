/** Which steps of the lesson were read through: kept in this browser alone, and never in a link. */
import { readPlace, type StepPlace, writePlace } from '../lesson/places.ts';

const KEY = 'sightlines.lesson';

/** The steps that were read, as links call them; none where storage is closed to the page. */
export function readSteps(): ReadonlySet<string> {
  try {
    const kept = (localStorage.getItem(KEY) ?? '').split(',');
    return new Set(kept.filter((each) => readPlace(each) !== null));
  } catch {
    return new Set();
  }
}

/** Keeps that a step was read. @returns all that were */
export function keepStepRead(steps: ReadonlySet<string>, place: StepPlace): ReadonlySet<string> {
  const name = writePlace(place);
  if (steps.has(name)) return steps;
  const all = new Set([...steps, name]);
  try {
    localStorage.setItem(KEY, [...all].join(','));
  } catch {
    // Storage may be closed (private windows): progress then lasts until the page is left.
  }
  return all;
}
