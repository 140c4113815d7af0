import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { lookUpTable, PALETTES } from '../../src/figures/colormap.ts';
import { heatmapCells } from '../../src/figures/heatmap.ts';
import { paintCanvas } from '../../src/figures/paintCanvas.ts';
import type { FullComparison } from '../../src/model/trace.ts';
import type { Actions } from '../../src/store/actions.ts';
import { Gallery } from '../view/gallery/Gallery.tsx';
import { base, STATES, type State } from '../view/gallery/states.ts';

const INK = { palette: PALETTES.light, table: lookUpTable(PALETTES.light) };
const CELL = 12;

// With room for both models side by side.
beforeEach(() => page.viewport(1280, 900));

afterEach(() => vi.restoreAllMocks());

/** Shows the page, with what is fetched for it. */
async function show(state: State = {}, actions: Partial<Actions> = {}) {
  const view = await render(
    <Gallery state={{ ...base, ...state }} theme="light" actions={actions} />,
  );
  await vi.waitFor(() => expect(document.querySelector('.detail > .nothing')).toBeNull());
  return view;
}

const heatmap = (side: 'BERT' | 'GPT') =>
  page.getByRole('application', { name: new RegExp(`Attention of ${side}`) });

const readout = (side: 'left' | 'right') =>
  document.querySelector(`[data-side="${side}"] .readout`)!.textContent;

function draw(weights: number[], mask: number[], hidden = false): ImageData {
  const length = Math.sqrt(mask.length);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = length * CELL;
  const context = canvas.getContext('2d')!;
  const items = heatmapCells(
    { weights: Float32Array.from(weights), mask: Uint8Array.from(mask), length },
    { cell: CELL, gap: 1, count: length, hatch: 6, line: 1 },
    () => hidden,
    INK,
  );
  paintCanvas(context, items);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** The colours inside one cell, without its hairlines: how many there are, and the one in the middle. */
function inside(image: ImageData, row: number, column: number) {
  const colors = new Set<string>();
  for (let y = row * CELL + 2; y < (row + 1) * CELL - 1; y++) {
    for (let x = column * CELL + 2; x < (column + 1) * CELL - 1; x++) {
      colors.add(
        [...image.data.slice((y * image.width + x) * 4, (y * image.width + x) * 4 + 3)].join(),
      );
    }
  }
  return colors;
}

const bytes = (hex: string) =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join();

it('hatches what the mask forbids, and nothing else', () => {
  const image = draw([1, 0, 0.5, 0.5], [1, 0, 1, 1]);
  expect(inside(image, 0, 1).size).toBeGreaterThan(1);
  expect(inside(image, 0, 0)).toEqual(new Set([bytes(INK.palette.ink)]));
  expect(inside(image, 1, 0).size).toBe(1);
});

it('paints an upper triangle that the mask lets through like any other cell', () => {
  const image = draw([0, 1, 0.5, 0.5], [1, 1, 1, 1]);
  expect(inside(image, 0, 1)).toEqual(new Set([bytes(INK.palette.ink)]));
  expect(inside(image, 0, 0)).toEqual(new Set([bytes(INK.palette.page)]));
});

it('lets a weight in a forbidden cell show through the hatching', () => {
  const image = draw([0, 1, 0.5, 0.5], [1, 0, 1, 1]);
  expect(inside(image, 0, 1)).toContain(bytes(INK.palette.ink));
});

it('outlines what the reader hides, unlike zero and unlike the forbidden', () => {
  const zero = inside(draw([0], [1]), 0, 0);
  const hidden = inside(draw([1], [1], true), 0, 0);
  expect(zero).toEqual(new Set([bytes(INK.palette.page)]));
  expect(hidden).toContain(bytes(INK.palette.outline));
  expect(hidden).not.toContain(bytes(INK.palette.ink));
});

it('paints a weight that is not a number in the alarm colour', () => {
  expect(inside(draw([Number.NaN], [1]), 0, 0)).toEqual(new Set([bytes(INK.palette.alarm)]));
});

it('walks the cells by keyboard, the same cell in both models', async () => {
  await show();
  (heatmap('BERT').element() as HTMLElement).focus();
  await userEvent.keyboard('{Control>}{Home}{/Control}{ArrowDown}{ArrowDown}{ArrowRight}');
  expect(readout('left')).toMatch(/^animal reads .+% from the first the\.$/);
  expect(readout('right')).toMatch(/^animal reads .+% from the first the\.$/);
  await userEvent.keyboard('{End}');
  expect(readout('left')).toMatch(/from \[SEP\]\.$/);
  expect(readout('right')).toBe('GPT has no token there.');
});

it('says why a cell of the future is empty', async () => {
  await show({ focus: { row: 3, column: 5 } });
  expect(readout('right')).toBe('GPT forbids this: cross comes later.');
});

it('holds a cell with Enter and releases it with Escape', async () => {
  const lock = vi.fn();
  await show({ focus: { row: 2, column: 1 } }, { lock });
  (heatmap('GPT').element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  expect(lock).toHaveBeenLastCalledWith({ row: 2, column: 1, side: 'right' });
  await show({ cell: { row: 2, column: 1 } }, { lock });
  (heatmap('GPT').last().element() as HTMLElement).focus();
  await userEvent.keyboard('{Escape}');
  expect(lock).toHaveBeenLastCalledWith(null);
});

it('holds the cell that was clicked', async () => {
  const lock = vi.fn();
  await show({}, { lock });
  const canvas = heatmap('BERT').element().querySelector('canvas')!;
  const cell = canvas.getBoundingClientRect().width / base.comparison.left.tokens.length;
  await userEvent.click(heatmap('BERT'), { position: { x: 4.5 * cell, y: 7.5 * cell } });
  expect(lock).toHaveBeenCalledWith({ row: 7, column: 4, side: 'left' });
});

it('chooses heads by arrow keys in two dimensions', async () => {
  const chooseHead = vi.fn();
  await show({}, { chooseHead });
  const chosen = page.getByRole('radiogroup', { name: 'Heads of BERT' }).getByRole('radio', {
    name: 'layer 2, head 3',
  });
  await expect.element(chosen).toHaveAttribute('aria-checked', 'true');
  (chosen.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(chooseHead).toHaveBeenCalledWith('left', { layer: 2, head: 2 });
});

it('previews the head under the pointer for as long as it stays there', async () => {
  await show();
  const title = () => document.querySelector('[data-side="right"] .panel-head')!.textContent;
  const heads = page.getByRole('radiogroup', { name: 'Heads of GPT' });
  await userEvent.hover(heads.getByRole('radio', { name: 'layer 4, head 4' }));
  expect(title()).toBe('layer 4, head 4');
  await userEvent.hover(page.getByRole('heading', { level: 1 }));
  expect(title()).toBe('layer 3, head 2');
});

it('walks the tokens by keyboard and shows what each reads', async () => {
  await show();
  (
    page.getByRole('toolbar').getByRole('button', { name: '[CLS]' }).element() as HTMLElement
  ).focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.element(page.getByText(/animal reads most from/)).toBeVisible();
  expect(document.querySelector('[data-side="right"] .reads h3')!.textContent).toBe('animal reads');
});

const arcs = (side: string) =>
  [...document.querySelectorAll<SVGElement>(`[data-side="${side}"] .arcs-hit`)].map(
    ({ dataset }) => ({ row: Number(dataset.row), column: Number(dataset.column) }),
  );

it('draws arcs from the token in focus only, and from all on demand', async () => {
  const view = await show({ ...STATES.arcs!, cell: { row: 10, column: 2 } });
  expect(new Set(arcs('left').map(({ row }) => row))).toEqual(new Set([10]));
  await view.unmount();
  await show({ show: 'all-arcs' });
  expect(new Set(arcs('left').map(({ row }) => row)).size).toBeGreaterThan(5);
});

it('shuts the side of a model’s future by its mask, not by what the model is called', async () => {
  const { right } = base.comparison;
  const view = await show({ show: 'all-arcs' });
  expect(document.querySelectorAll('[data-side="right"] [data-closed="after"]').length).toBe(1);
  expect(arcs('right').filter(({ row, column }) => column > row)).toEqual([]);
  await view.unmount();
  const open = { ...right, mask: right.mask.slice().fill(1) };
  await show({ show: 'all-arcs', comparison: { ...base.comparison, right: open } });
  expect(document.querySelectorAll('[data-side="right"] [data-closed]').length).toBe(0);
});

it('walks what a token reads with left and right, hidden tokens last, with their raw weights', async () => {
  await show({ ...STATES.arcs!, specials: true });
  const tokens = page.getByRole('toolbar', { name: /^Arcs of GPT/ });
  const first = tokens.getByRole('button').first().element() as HTMLElement;
  first.focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(readout('right')).toMatch(/^animal reads .+% from (the first the|itself)\.$/);
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
  const { tokens: read, attention, heads } = base.comparison.right;
  const { layer, head } = base.gpt;
  const raw = attention[((layer * heads + head) * read.length + 2) * read.length]!;
  expect(readout('right')).toBe(
    `animal reads ${(raw * 100).toFixed(1)}% from <|endoftext|>, hidden by the filter.`,
  );
});

it('draws no arcs for a token that GPT has not read, and says so', async () => {
  await show(STATES.arcsToBlank!);
  expect(arcs('right')).toEqual([]);
  expect(document.querySelector('[data-side="right"] .arcs-note')!.textContent).toBe(
    'GPT reads nothing here.',
  );
  expect(arcs('left').length).toBeGreaterThan(0);
});

it('merges the tokens of a word, and holds the word by its first token', async () => {
  const lock = vi.fn();
  await show(STATES.merged!, { lock });
  const words = base.comparison.left.tokens.length - 2;
  await expect
    .element(heatmap('BERT'))
    .toHaveAccessibleName(
      `Attention of BERT, rollout, an estimate, word by word: ${words} by ${words} cells, rows read from columns`,
    );
  (heatmap('BERT').element() as HTMLElement).focus();
  await userEvent.keyboard(
    '{Control>}{Home}{/Control}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}',
  );
  expect(readout('left')).toMatch(/^cross reads .+% from \[CLS\], as rollout estimates\.$/);
  await userEvent.keyboard('{Enter}');
  expect(lock).toHaveBeenLastCalledWith({ row: 5, column: 0, side: 'left' });
});

it('adds a head to the arcs with Shift, and no more than there is room for', async () => {
  const set = vi.fn();
  await show(STATES.arcs!, { set });
  const heads = page.getByRole('radiogroup', { name: 'Heads of BERT' });
  await userEvent.keyboard('{Shift>}');
  await userEvent.click(heads.getByRole('radio', { name: 'layer 4, head 1' }));
  await userEvent.keyboard('{/Shift}');
  expect(set).toHaveBeenLastCalledWith({
    bertAlso: [
      { layer: 0, head: 1 },
      { layer: 3, head: 0 },
    ],
  });
});

it('says in the heading what the mask tensor lets through, not what the model is called', async () => {
  const { right } = base.comparison;
  const open = { ...right, mask: right.mask.slice().fill(1) };
  await show({ comparison: { ...base.comparison, right: open } });
  await expect.element(page.getByRole('heading', { name: 'GPT reads both ways' })).toBeVisible();
});

it('hands the chosen theme to the style sheets, and the system its own back', async () => {
  await show();
  expect(document.documentElement.dataset.theme).toBe('light');
  await userEvent.click(page.getByRole('radio', { name: 'Dark' }));
  expect(document.documentElement.dataset.theme).toBe('dark');
  await userEvent.click(page.getByRole('radio', { name: 'As the system' }));
  expect(document.documentElement.dataset.theme).toBeUndefined();
});

it('keeps percentages as they are when special tokens are hidden', async () => {
  const row = 10;
  const shown = (side: string) =>
    Object.fromEntries(
      [...document.querySelectorAll(`[data-side="${side}"] .reads li`)].map((item) => [
        item.querySelector('.bar-label')!.textContent,
        item.querySelector('.bar-value')!.textContent,
      ]),
    );
  const view = await show({ cell: { row, column: 2 } });
  const before = shown('left');
  await view.unmount();
  await show({ cell: { row, column: 2 }, specials: true });
  const after = shown('left');
  expect(before['[CLS]']).toBeDefined();
  expect(after['[CLS]']).toBeUndefined();
  expect(after.animal).toBe(before.animal);
  expect(after.hidden).toMatch(/%$/);
});

it('measures a leak on the numbers and says that it should not be', async () => {
  const { left, right } = base.comparison;
  const attention = right.attention.slice();
  attention[1] = 0.125;
  const leaking: FullComparison = {
    ...base.comparison,
    left,
    right: { ...right, attention },
  };
  await show({ comparison: leaking });
  const item = [...document.querySelectorAll('.health-item')].find((each) =>
    each.textContent?.includes('attention to the future'),
  )!;
  expect(item.getAttribute('data-ok')).toBe('false');
  expect(item.textContent).toContain('1e-1');
});

it('draws the words after a blank as not read yet', async () => {
  await show({ ...STATES.blank!, cell: { row: 7, column: 1 } });
  await expect.element(page.getByText('GPT stops here')).toBeVisible();
  expect(readout('right')).toBe('GPT has not read and yet: it stops at the blank.');
  await expect
    .element(page.getByRole('heading', { name: 'GPT writes into the blank' }))
    .toBeVisible();
});

it('offers to take out the word that is held', async () => {
  const blank = vi.fn();
  await show({ cell: { row: 2, column: 1 } }, { blank });
  await userEvent.click(page.getByRole('button', { name: 'Take out animal' }));
  expect(blank).toHaveBeenCalledWith('left', 2);
});

it('gives the numbers as a table that says what is forbidden', async () => {
  await show();
  await userEvent.click(page.getByText('Show as table').last());
  await expect.element(page.getByRole('table')).toBeVisible();
  const table = page.getByRole('table').element() as HTMLTableElement;
  const { right } = base.comparison;
  expect(table.rows.length).toBe(right.tokens.length + 1);
  expect(table.rows[1]!.cells[2]!.textContent).toBe('forbidden');
  expect(table.rows[1]!.cells[1]!.textContent).toBe('100.0%');
});

it('says how many megabytes have arrived', async () => {
  await show(STATES.loading!);
  await expect.element(page.getByText('4.2 of 21.3 MB')).toBeVisible();
});

it('shows what the one model reads that has arrived, and that the other is on its way', async () => {
  const chooseHead = vi.fn();
  await show(STATES.alone!, { chooseHead });
  await expect.element(heatmap('BERT')).toBeVisible();
  expect(document.querySelectorAll('[role="application"]')).toHaveLength(1);
  const right = page.getByRole('region', { name: 'GPT', exact: true });
  await expect.element(right).toHaveTextContent('still on its way: 4.3 of 10.6 MB have arrived');
  await expect.element(page.getByRole('status')).toHaveTextContent('BERT reads what you type');
  expect(document.querySelector('.caption')!.textContent).toMatch(/BERT’s tokens .+\.$/);
  await userEvent.click(page.getByRole('radio', { name: 'layer 2, head 4' }));
  expect(chooseHead).toHaveBeenCalledWith('left', { layer: 1, head: 3 });
});

it('lets the other views wait for both models', async () => {
  await show({ ...STATES.alone!, view: 'measure' });
  await expect
    .element(page.getByRole('tabpanel'))
    .toHaveTextContent('Measure takes both models. GPT is still on its way');
  await show({ ...STATES.withoutBert!, view: 'step' });
  await expect
    .element(page.getByRole('tabpanel').last())
    .toHaveTextContent('BERT could not be loaded: press Retry');
});

it('keeps what GPT reads, and where it stops, when BERT cannot be had', async () => {
  const retry = vi.fn();
  await show(STATES.withoutBert!, { retry });
  await expect.element(heatmap('GPT')).toBeVisible();
  await expect.element(page.getByText('GPT stops here')).toBeVisible();
  const alert = page.getByRole('alert');
  await expect.element(alert).toHaveTextContent('answered 404 for models/mini-bert/config.json');
  await expect.element(alert).toHaveTextContent('Without it, GPT reads what you type');
  await userEvent.click(page.getByRole('button', { name: 'Retry' }));
  expect(retry).toHaveBeenCalledOnce();
});

it('shows a head that there is when a link asks one model alone for another', async () => {
  const far = { layer: 98, head: 0 };
  await show({ ...STATES.withoutBert!, bert: far, gpt: far });
  await expect.element(page.getByText('layer 1, head 1', { exact: true }).first()).toBeVisible();
});

it('keeps the examples and offers to retry when the models cannot be had', async () => {
  const retry = vi.fn();
  await show(STATES.failed!, { retry });
  await expect.element(page.getByRole('alert')).toHaveTextContent('could not be fetched');
  await userEvent.click(page.getByRole('button', { name: 'Retry' }));
  expect(retry).toHaveBeenCalledOnce();
  await expect.element(heatmap('BERT')).toBeVisible();
});

const LINK = 'https://example.org/?preset=repeat';
const shareField = () => page.getByRole('textbox', { name: 'Link' });

it('shows the link that Share copied', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  await show({}, { share: () => ({ link: LINK, note: 'It has 12 characters.' }) });
  await userEvent.click(page.getByRole('button', { name: 'Share' }));
  await expect.element(shareField()).toHaveValue(LINK);
  await expect.element(page.getByText('is copied:')).toBeVisible();
  await expect.element(page.getByText('It has 12 characters.')).toBeVisible();
});

describe.each([
  [
    'refuses the clipboard, as in the frame of another page or without a permission',
    () => vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('No')),
  ],
  [
    'has no clipboard, as on plain http',
    () =>
      vi
        .spyOn(navigator, 'clipboard', 'get')
        .mockReturnValue(undefined as unknown as typeof navigator.clipboard),
  ],
])('where the browser %s', (_, refuse) => {
  it('Share shows the link, selected, and copies what is selected', async () => {
    refuse();
    const copy = vi.spyOn(document, 'execCommand').mockReturnValue(true);
    await show({}, { share: () => ({ link: LINK, note: null }) });
    await userEvent.click(page.getByRole('button', { name: 'Share' }));
    await expect.element(page.getByText('is copied:')).toBeVisible();
    expect(copy).toHaveBeenCalledWith('copy');
    await expect.element(shareField()).toHaveValue(LINK);
  });

  it('and copies nothing that is selected either, Share says that the link is there to be copied', async () => {
    refuse();
    vi.spyOn(document, 'execCommand').mockReturnValue(false);
    await page.viewport(360, 740);
    await show({}, { share: () => ({ link: LINK.repeat(500), note: null }) });
    await userEvent.click(page.getByRole('button', { name: 'Share' }));
    await expect.element(shareField()).toHaveFocus();
    await expect
      .element(shareField())
      .toHaveAccessibleDescription(/does not let the page copy.*copy it from here/);
    const field = shareField().element() as HTMLTextAreaElement;
    expect(field.value.slice(field.selectionStart, field.selectionEnd)).toBe(LINK.repeat(500));
    const { left, right } = field.getBoundingClientRect();
    expect(left >= 0 && right <= 360).toBe(true);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  });
});

it.each(Object.keys(STATES))('never scrolls the page sideways at 360 px (%s)', async (name) => {
  await page.viewport(360, 740);
  await show(STATES[name]!);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
});
