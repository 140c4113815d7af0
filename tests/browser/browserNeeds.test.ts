import { afterEach, expect, it, vi } from 'vitest';
import { inEnglish } from '#say';
import { unmetNeeds } from '../../src/store/browserNeeds.ts';

afterEach(() => vi.restoreAllMocks());

/** Takes a property away for one test. */
function without(holder: object, name: string, test: () => void): void {
  const had = Object.getOwnPropertyDescriptor(holder, name)!;
  Reflect.deleteProperty(holder, name);
  try {
    test();
  } finally {
    Object.defineProperty(holder, name, had);
  }
}

it('asks for nothing that this browser has not', () => {
  expect(unmetNeeds()).toBeNull();
});

it.each([
  ['Intl.Segmenter', Intl, 'Segmenter'],
  ['popovers', HTMLElement.prototype, 'showPopover'],
  ['String.prototype.toWellFormed', String.prototype, 'toWellFormed'],
  ['Array.prototype.toSorted', Array.prototype, 'toSorted'],
  ['OffscreenCanvas', globalThis, 'OffscreenCanvas'],
])(
  'names %s where a browser lacks it, and the versions that have all that is needed',
  (name, holder, property) => {
    without(holder, property, () => {
      expect(inEnglish(unmetNeeds()!)).toBe(
        `Sightlines cannot run in this browser, which has no ${name}. It works from these versions on: Chrome and Edge 123, Firefox 125, Safari 17.5. Update the browser, or open the page in another.`,
      );
    });
  },
);

it('names all that a browser lacks', () => {
  vi.spyOn(CSS, 'supports').mockReturnValue(false);
  without(Intl, 'Segmenter', () => {
    expect(inEnglish(unmetNeeds()!)).toContain(
      'no light-dark() in style sheets, and no Intl.Segmenter. It',
    );
  });
});
