/** Words that act: what a sentence names, and what stands along a matrix, can be pressed. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { Gallery } from '../view/gallery/Gallery.tsx';
import { base, type State } from '../view/gallery/states.ts';

beforeEach(() => page.viewport(1280, 900));

const show = (state: State = base) => render(<Gallery state={state} theme="light" />);
/** The code of a view comes when it is first opened. */
const ARRIVES = { timeout: 10_000 };
const caption = () => document.querySelector('.caption')!;
const words = () => [...caption().querySelectorAll<HTMLElement>('.act')];
const readout = (side: 'left' | 'right') =>
  document.querySelector(`[data-side="${side}"] .readout`)!;
const held = () => document.querySelector('.strip-tokens [aria-pressed="true"]')?.textContent;
const label = (axis: 'rows' | 'columns', text: string) =>
  [...document.querySelectorAll<HTMLElement>(`[data-side="left"] .axis-${axis} .axis-label`)].find(
    ({ textContent }) => textContent === text,
  )!;
const bands = (side: 'left' | 'right') =>
  [...document.querySelectorAll(`[data-side="${side}"] .band`)].map(({ className }) => className);

it('holds the token whose name in the caption was pressed, and lets go of it where it is pressed again', async () => {
  await show();
  await userEvent.click(page.getByRole('toolbar').getByRole('button', { name: 'it' }));
  await vi.waitFor(() => expect(held()).toBe('it'));
  const other = words().find(({ textContent }) => textContent !== 'it')!;
  const name = other.textContent;
  await userEvent.click(other);
  await vi.waitFor(() => expect(held()).toBe(name));
  const own = words().find((each) => each.getAttribute('aria-pressed') === 'true')!;
  expect(own.textContent).toBe(name);
  await userEvent.click(own);
  await vi.waitFor(() => expect(held()).toBeUndefined());
});

it('has one tab stop in a sentence, and arrow keys from word to word', async () => {
  await show();
  await userEvent.click(page.getByRole('toolbar').getByRole('button', { name: 'it' }));
  await vi.waitFor(() => expect(words().length).toBeGreaterThan(1));
  expect(words().map(({ tabIndex }) => tabIndex)).toEqual(words().map((_, at) => (at ? -1 : 0)));
  words()[0]!.focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowRight}');
  expect(document.activeElement).toBe(words()[1]);
  expect(words()[1]!.tabIndex).toBe(0);
  const name = words()[1]!.textContent;
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(held()).toBe(name));
  // The sentence is another, and the keyboard is where it was in it.
  expect(document.activeElement?.closest('.voice')).not.toBeNull();
});

it('says of the label of a row what is read most there in either model, and marks the row alone', async () => {
  await show();
  await userEvent.hover(label('rows', 'it'));
  await vi.waitFor(() =>
    expect(readout('left').textContent).toMatch(/^it reads most from .+%\)\.$/),
  );
  expect(readout('right').textContent).toMatch(/^it reads most from .+%\)\.$/);
  expect(bands('left')).toEqual(['band band-row']);
  expect(bands('right')).toEqual(['band band-row']);
  await userEvent.click(label('rows', 'it'));
  await vi.waitFor(() => expect(held()).toBe('it'));
  expect(bands('left')).toEqual(['band band-row', 'band band-column']);
  await userEvent.click(label('rows', 'it'));
  await vi.waitFor(() => expect(held()).toBeUndefined());
});

it('says of the label of a column who reads it most, and a click holds that reader', async () => {
  await show();
  await userEvent.hover(label('columns', 'animal'));
  await vi.waitFor(() =>
    expect(readout('left').textContent).toMatch(/^animal is read most by .+%\), then by .+%\)\.$/),
  );
  expect(bands('left')).toEqual(['band band-column']);
  expect(caption().textContent).toMatch(/^BERT: animal is read most by .+ GPT: animal is read/);
  const reader = /by (.+?) \(/.exec(readout('left').textContent!)![1]!;
  await userEvent.click(label('columns', 'animal'));
  await vi.waitFor(() => expect(held()).toBeDefined());
  if (reader !== 'itself') expect(reader).toContain(held());
  expect(readout('left').textContent).toMatch(/reads .+% from (animal|itself)\.$/);
});

it('leaves nothing marked once the pointer has left a label', async () => {
  await show();
  await userEvent.hover(label('columns', 'animal'));
  await vi.waitFor(() => expect(bands('left')).toHaveLength(1));
  await userEvent.hover(page.getByRole('heading', { name: 'Sightlines' }));
  await vi.waitFor(() => expect(bands('left')).toEqual([]));
  expect(readout('left').textContent).toBe('Point at a cell for its exact weight.');
});

it('lets go of what is held by Escape in a word of a sentence', async () => {
  await show({ ...base, cell: { row: 10, column: 2 } });
  words()[0]!.focus();
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(held()).toBeUndefined());
});

describe('the bars of what is read', () => {
  const bars = () => [
    ...document.querySelectorAll<HTMLElement>('[data-side="left"] .reads .bar-act'),
  ];

  it('hold the cell that they are of, and let go of it', async () => {
    await show({ ...base, cell: { row: 10, column: 2 } });
    const other = bars().find((each) => each.getAttribute('aria-pressed') === 'false')!;
    const name = other.textContent!;
    await userEvent.click(other);
    await vi.waitFor(() => expect(readout('left').textContent).toContain(`from ${name}`));
    expect(other.getAttribute('aria-pressed')).toBe('true');
    await userEvent.click(other);
    await vi.waitFor(() => expect(held()).toBeUndefined());
  });

  it('without a row hold whoever reads the token most', async () => {
    await show();
    const name = bars()[0]!.textContent!;
    await userEvent.click(bars()[0]!);
    await vi.waitFor(() => expect(readout('left').textContent).toMatch(/reads .+% from /));
    expect(readout('left').textContent).toContain(name);
  });

  it('are one stop of the keyboard, with arrow keys inside', async () => {
    await show({ ...base, cell: { row: 10, column: 2 } });
    expect(bars().map(({ tabIndex }) => tabIndex)).toEqual(bars().map((_, at) => (at ? -1 : 0)));
    bars()[0]!.focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.activeElement).toBe(bars()[2]);
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(held()).toBeUndefined());
  });
});

describe('in Match', () => {
  const inMatch = (selector: string) => [
    ...document.querySelectorAll<HTMLElement>(`.match-matrix ${selector}`),
  ];

  it('labels hold the cell of their row where the two differ most, and the words of the readout act', async () => {
    await show({ ...base, view: 'match' });
    const rows = () => inMatch('.axis-rows .axis-label');
    await vi.waitFor(() => expect(rows().length).toBeGreaterThan(5), ARRIVES);
    await userEvent.click(rows().find(({ textContent }) => textContent === 'it')!);
    await vi.waitFor(() => expect(held()).toBe('it'));
    const said = inMatch('.readout .act');
    expect(said[0]!.textContent).toBe('it');
    const other = said.find(({ textContent }) => textContent !== 'it')!;
    const name = other.textContent;
    await userEvent.click(other);
    await vi.waitFor(() => expect(held()).toBe(name));
  });
});

it('holds a word of Match that is listed by what it reads to the right', async () => {
  await show({ ...base, view: 'match' });
  const listed = () => [...document.querySelectorAll<HTMLElement>('.match-bars .bar-act')];
  await vi.waitFor(() => expect(listed().length).toBeGreaterThan(5), ARRIVES);
  await userEvent.click(listed().find(({ textContent }) => textContent === 'it')!);
  await vi.waitFor(() => expect(held()).toBe('it'));
});

describe('the note of an example', () => {
  const note = () => document.querySelector('.voice-note')!;
  const shown = (side: 'left' | 'right') =>
    document.querySelector(`[data-side="${side}"] .panel-head`)!.textContent;

  it('says which heads it speaks of while others are chosen, and they can be pressed', async () => {
    await show();
    expect(note().textContent).toMatch(
      / To see this, choose layer 2, head 2 and layer 4, head 2\.$/,
    );
    const acts = () => [...note().querySelectorAll<HTMLElement>('.act')];
    await userEvent.click(acts().findLast(({ textContent }) => textContent === 'layer 2, head 2')!);
    await vi.waitFor(() => expect(shown('left')).toBe('layer 2, head 2'));
    expect(note().textContent).toMatch(/ To see this, choose layer 4, head 2\.$/);
    await userEvent.click(acts().at(-1)!);
    await vi.waitFor(() => expect(shown('right')).toBe('layer 4, head 2'));
    expect(note().textContent).not.toContain('To see');
  });

  it('shows the head that was pressed in the place of a mean', async () => {
    await show({ ...base, of: 'rollout' });
    await userEvent.click(
      [...note().querySelectorAll<HTMLElement>('.act')].find(
        ({ textContent }) => textContent === 'layer 2, head 2',
      )!,
    );
    await vi.waitFor(() => expect(shown('left')).toBe('layer 2, head 2'));
  });

  it('turns to the model whose head was pressed, where the screen has room for one', async () => {
    await page.viewport(360, 740);
    await show();
    const front = () => document.querySelector('.turn-choice:checked + .turn-name')?.textContent;
    expect(front()).toBe('BERT');
    // No line breaks between a word and its quotation marks.
    for (const whole of note().querySelectorAll('.act-whole')) {
      const [word] = whole.getElementsByClassName('act');
      const [one, other] = [whole.getBoundingClientRect(), word!.getBoundingClientRect()];
      expect(one.height, whole.textContent!).toBeLessThan(1.5 * other.height);
    }
    const inSight = (side: 'left' | 'right') => {
      const { left, right } = document
        .querySelector(`.panel[data-side="${side}"]`)!
        .getBoundingClientRect();
      return left >= -1 && right <= 361;
    };
    await userEvent.click(
      [...note().querySelectorAll<HTMLElement>('.act')].find(
        ({ textContent }) => textContent === 'layer 4, head 2',
      )!,
    );
    await vi.waitFor(() => expect(front()).toBe('GPT'));
    await vi.waitFor(() => expect(inSight('right')).toBe(true));
    // It is in front again after another view.
    await userEvent.click(page.getByRole('tab', { name: 'Match' }));
    await userEvent.click(page.getByRole('tab', { name: 'Compare' }));
    await vi.waitFor(() => expect(inSight('right')).toBe(true), ARRIVES);
    expect(front()).toBe('GPT');
    await userEvent.click(
      [...note().querySelectorAll<HTMLElement>('.act')].find(
        ({ textContent }) => textContent === 'layer 2, head 2',
      )!,
    );
    await vi.waitFor(() => expect(front()).toBe('BERT'));
    expect(inSight('left')).toBe(true);
  });
});
