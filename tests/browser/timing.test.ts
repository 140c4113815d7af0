import { beforeEach, expect, it, vi } from 'vitest';
import {
  FIRST_ANSWER,
  FIRST_HEATMAP,
  firstPicture,
  KEYSTROKE_TO_PAINT,
  KEYSTROKE_TO_PICTURES,
  pictureDrawn,
  textChanged,
} from '../../src/store/timing.ts';

const measures = () => performance.getEntriesByName(KEYSTROKE_TO_PAINT);
const marks = (name: string) => performance.getEntriesByName(name).length;

/** The frame that is under way, and what is sent from it, are over. */
const framesPass = () =>
  new Promise<void>((resolve) =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
    ),
  );

beforeEach(() => {
  performance.clearMeasures();
  performance.clearMarks();
});

it('says when the first picture is there, and not before', async () => {
  let isThere = false;
  void firstPicture.then(() => {
    isThere = true;
  });
  await framesPass();
  expect(isThere).toBe(false);
  pictureDrawn('a', 'precomputed');
  await firstPicture;
  expect(marks(FIRST_HEATMAP)).toBe(1);
});

it('measures from the event that changed the text to after the frame that shows it', async () => {
  const at = performance.now();
  textChanged('a', at);
  const before = performance.now();
  pictureDrawn('a', 'live');
  expect(measures()).toEqual([]);
  await vi.waitFor(() => expect(measures().length).toBe(1));
  const [measure] = measures();
  expect(measure!.startTime).toBe(at);
  expect(at + measure!.duration).toBeGreaterThan(before);
});

it('measures the drawing by itself, before the frame', async () => {
  textChanged('a', 1);
  pictureDrawn('a', 'live');
  const [drawn] = performance.getEntriesByName(KEYSTROKE_TO_PICTURES);
  expect([drawn?.startTime, measures()]).toEqual([1, []]);
  await framesPass();
});

it('measures no text that a newer one has replaced', async () => {
  textChanged('a', 1);
  textChanged('ab', 2);
  pictureDrawn('a', 'live');
  await framesPass();
  expect(measures()).toEqual([]);
  pictureDrawn('ab', 'live');
  await vi.waitFor(() => expect(measures().map(({ startTime }) => startTime)).toEqual([2]));
});

it('measures a text once, however often it is drawn again', async () => {
  textChanged('a', 1);
  for (let time = 0; time < 3; time++) pictureDrawn('a', 'live');
  await framesPass();
  expect(measures().length).toBe(1);
});

it('keeps no more measures than it says', async () => {
  for (let count = 0; count < 205; count++) {
    performance.measure(KEYSTROKE_TO_PAINT, { start: 0, end: 1 });
  }
  textChanged('a', 1);
  pictureDrawn('a', 'live');
  await vi.waitFor(() => expect(measures().map(({ startTime }) => startTime)).toEqual([1]));
});

it('marks the first picture and the first answer, once each', async () => {
  pictureDrawn('a', 'precomputed');
  await vi.waitFor(() => expect(marks(FIRST_HEATMAP)).toBe(1));
  expect(marks(FIRST_ANSWER)).toBe(0);
  pictureDrawn('a', 'live');
  await vi.waitFor(() => expect(marks(FIRST_ANSWER)).toBe(1));
  pictureDrawn('a', 'live');
  await framesPass();
  expect([marks(FIRST_HEATMAP), marks(FIRST_ANSWER)]).toEqual([1, 1]);
});
