/**
 * Links as the first version of the page wrote them. They stand in chats, mails and course pages, so each
 * opens the same picture for ever, whatever the page is made of by then: nothing in these lists is ever
 * changed or taken away. A parameter that came later needs no row here.
 */
import type { Locator, Page } from '@playwright/test';
import { parameters } from '../../src/store/parameters.ts';
import { some } from '../support/breadth.ts';
import { heatmap, live, notices, open, panel, sentence, strip } from './support.ts';
import { expect, test } from './warm.ts';

/** Every parameter of the first version. */
const PARAMETERS = [
  'preset',
  'text',
  'bert',
  'gpt',
  'cell',
  'specials',
  'view',
  'step',
  'of',
  'by',
  'show',
  'bertAlso',
  'gptAlso',
  'sort',
  'over',
  'try',
  'pair',
  'between',
  'temperature',
  'topk',
  'topp',
  'seed',
  'count',
  'write',
  'look',
  'order',
  'mask',
  'flip',
  'on',
  'layers',
  'word',
  'shuffle',
  'bertOff',
  'gptOff',
  'instead',
  'rank',
  'examples',
  'backend',
] as const;

/** What a reader sees once the link is open and the models answer. */
type Sees = (page: Page) => Promise<void>;
type Row = readonly [link: string, sees: Sees];

type Model = 'bert' | 'gpt';
const TITLES = { bert: 'BERT', gpt: 'GPT' } as const;
const MODELS = ['bert', 'gpt'] as const;

/** What a select shows. */
const chosen = (within: Page | Locator, name: string): Locator =>
  within.getByRole('combobox', { name, exact: true }).getByRole('option', { selected: true });

const setting = (page: Page, name: string) => page.getByRole('spinbutton', { name, exact: true });

const reads =
  (text: string): Sees =>
  (page) =>
    expect(sentence(page)).toHaveValue(text);

async function showsMatrix(page: Page, model: Model, of: string): Promise<void> {
  const name = new RegExp(`^Attention of ${TITLES[model]}, ${of}:`);
  await expect(heatmap(page, model)).toHaveAccessibleName(name);
}

async function showsHead(page: Page, model: Model, head: string): Promise<void> {
  const overview = page.getByRole('radiogroup', { name: `Heads of ${TITLES[model]}`, exact: true });
  await expect(overview.getByRole('radio', { checked: true })).toHaveAccessibleName(head);
  await showsMatrix(page, model, head);
}

async function showsView(page: Page, title: string): Promise<void> {
  const views = page.getByRole('tablist', { name: 'Views' });
  await expect(views.getByRole('tab', { selected: true })).toHaveText(title);
}

const sortedBy =
  (metric: string): Sees =>
  async (page) => {
    for (const model of MODELS) {
      const name = `Heads of ${TITLES[model]}, by ${metric}`;
      await expect(page.getByRole('radiogroup', { name, exact: true })).toBeVisible();
    }
  };

const drawn = (page: Page, model: Model): Locator =>
  panel(page, model)
    .getByRole('list', { name: `Heads of ${TITLES[model]} that are drawn` })
    .getByRole('listitem');

const asks =
  (experiment: string, question: string): Sees =>
  async (page) => {
    await expect(page.getByRole('radio', { name: experiment, exact: true })).toBeChecked();
    await expect(page.getByText(question, { exact: true })).toBeVisible();
  };

const gptWrites = (page: Page) => page.getByRole('region', { name: 'GPT writes on' });
const bertFills = (page: Page) => page.getByRole('region', { name: 'BERT fills blanks' });
const written = (of: Locator) => of.getByRole('toolbar').getByRole('button');
const drawnWith = (page: Page, how: string) =>
  expect(gptWrites(page).getByText(`. With ${how}, `)).toBeVisible();

/** One model under another mask: its heading may say that it was not trained so. */
const masked = (page: Page, model: Model): Locator =>
  page.getByRole('region', { name: new RegExp(`^${TITLES[model]}( not trained this way)?$`) });

const switchedOff = (page: Page, model: Model): Locator =>
  page
    .getByRole('toolbar', { name: new RegExp(`^Heads of ${TITLES[model]} to switch off`) })
    .getByRole('button', { pressed: true });

const leaked = (page: Page, model: Model): Locator =>
  page.getByRole('region', { name: TITLES[model], exact: true });

const FIRST_LINKS: Readonly<Record<(typeof PARAMETERS)[number], readonly Row[]>> = {
  preset: [
    ['?preset=bank-river', reads('He sat on the bank of the river and watched the boats.')],
    ['?preset=bank-money', reads('She went to the bank to put her money in an account.')],
    ['?preset=doctor-nurse', reads('The doctor told the nurse that she would be late.')],
    ['?preset=cat-mask', reads('The cat sat on the [MASK].')],
    ['?preset=repeat', reads('The red fox ran over the hill, and then the red fox ran over the')],
    ['?preset=blank-middle', reads('I am [MASK] years old.')],
    ['?preset=quotes', reads('"I am hungry," said the boy, "and I want some bread."')],
    ['?preset=agreement', reads('The dogs that chased the cat were tired.')],
  ],
  text: [
    [
      '?text=The+old+man+fed+the+birds%2E',
      async (page) => {
        await expect(sentence(page)).toHaveValue('The old man fed the birds.');
        const tokens = ['[CLS]', 'the', 'old', 'man', 'fed', 'the', 'birds', '.', '[SEP]'];
        await expect(strip(page)).toHaveText(tokens);
      },
    ],
  ],
  bert: [
    [
      '?text=It+rained%2E&bert=2.3',
      async (page) => {
        await showsHead(page, 'bert', 'layer 2, head 3');
        await showsHead(page, 'gpt', 'layer 1, head 1');
      },
    ],
  ],
  gpt: [
    [
      '?text=It+rained%2E&gpt=4.1',
      async (page) => {
        await showsHead(page, 'bert', 'layer 1, head 1');
        await showsHead(page, 'gpt', 'layer 4, head 1');
      },
    ],
  ],
  cell: [
    [
      '?text=The+dog+ran+home%2E&cell=3.2',
      async (page) => {
        await expect(page.getByText(/^Holding ran\./)).toBeVisible();
        for (const model of MODELS) {
          const weight = panel(page, model).getByText(/^ran reads [<>]?[\d.]+% from dog\.$/);
          await expect(weight).toBeVisible();
        }
      },
    ],
  ],
  specials: [
    [
      '?text=The+dog+ran+home%2E&cell=3.0&specials=hide',
      async (page) => {
        await expect(page.getByRole('checkbox', { name: 'Hide special tokens' })).toBeChecked();
        for (const model of MODELS) {
          const weight = panel(page, model).getByText(/^ran reads .+%.+, hidden by the filter\.$/);
          await expect(weight).toBeVisible();
        }
      },
    ],
  ],
  view: [
    [
      '?text=It+rained%2E&view=step',
      async (page) => {
        await showsView(page, 'Step through');
        await expect(page.getByRole('tablist', { name: 'Steps' })).toBeVisible();
      },
    ],
    [
      '?text=It+rained%2E&view=measure',
      async (page) => {
        await showsView(page, 'Measure');
        for (const model of MODELS) {
          await expect(panel(page, model).getByRole('table')).toBeVisible();
        }
      },
    ],
    [
      '?text=It+rained%2E&view=match',
      async (page) => {
        await showsView(page, 'Match');
        await expect(page.getByRole('region', { name: /^Where they differ/ })).toBeVisible();
      },
    ],
    [
      '?text=It+rained%2E&view=experiment',
      async (page) => {
        await showsView(page, 'Experiment');
        await expect(page.getByRole('radio', { name: 'One slot' })).toBeChecked();
      },
    ],
  ],
  step: [
    [
      '?text=It+rained%2E&view=step&step=4',
      async (page) => {
        const steps = page.getByRole('tablist', { name: 'Steps' });
        await expect(steps.getByRole('tab', { selected: true })).toHaveText('4 Mask');
        for (const model of MODELS) {
          await expect(panel(page, model).getByRole('grid')).toHaveAccessibleName(/^mask/i);
        }
      },
    ],
  ],
  of: [
    [
      '?text=It+rained%2E&bert=3.2&gpt=2.4&of=layer',
      async (page) => {
        await showsMatrix(page, 'bert', 'mean of layer 3');
        await showsMatrix(page, 'gpt', 'mean of layer 2');
      },
    ],
    [
      '?text=It+rained%2E&of=all',
      async (page) => {
        for (const model of MODELS) await showsMatrix(page, model, 'mean of all 16 heads');
      },
    ],
    [
      '?text=It+rained%2E&of=rollout',
      async (page) => {
        for (const model of MODELS) await showsMatrix(page, model, 'rollout, an estimate');
      },
    ],
  ],
  by: [
    [
      '?preset=animal-tired&cell=4.2&by=words',
      async (page) => {
        await expect(chosen(page, 'by')).toHaveText('words');
        for (const model of MODELS) {
          const heading = panel(page, model).getByRole('heading', { name: "didn't reads" });
          await expect(heading).toBeVisible();
        }
      },
    ],
  ],
  show: [
    [
      '?text=The+dog+ran+home%2E&show=arcs',
      async (page) => {
        for (const model of MODELS) {
          const arcs = panel(page, model).getByRole('toolbar', {
            name: `Arcs of ${TITLES[model]}, layer 1, head 1`,
          });
          await expect(arcs).toBeVisible();
          await expect(panel(page, model).getByText(/^\d+ arcs? from home/)).toBeVisible();
        }
      },
    ],
    [
      '?text=The+dog+ran+home%2E&show=all-arcs',
      async (page) => {
        for (const model of MODELS) {
          const arcs = panel(page, model).getByRole('toolbar', {
            name: `Arcs of ${TITLES[model]}, layer 1, head 1`,
          });
          await expect(arcs).toBeVisible();
          await expect(panel(page, model).getByText(/^\d+ arcs?(;|\.)/)).toBeVisible();
        }
      },
    ],
  ],
  bertAlso: [
    [
      '?text=It+rained%2E&show=arcs&bertAlso=3.3,2.4',
      async (page) => {
        const heads = ['layer 1, head 1', /^layer 3, head 3/, /^layer 2, head 4/];
        await expect(drawn(page, 'bert')).toHaveText(heads);
        await expect(drawn(page, 'gpt')).toHaveText(['layer 1, head 1']);
      },
    ],
  ],
  gptAlso: [
    [
      '?text=It+rained%2E&show=arcs&gptAlso=4.2',
      async (page) => {
        await expect(drawn(page, 'bert')).toHaveText(['layer 1, head 1']);
        await expect(drawn(page, 'gpt')).toHaveText(['layer 1, head 1', /^layer 4, head 2/]);
      },
    ],
  ],
  sort: [
    ['?text=the+dog%2C+the+dog%2C+the&sort=entropy', sortedBy('entropy')],
    ['?text=the+dog%2C+the+dog%2C+the&sort=distance', sortedBy('distance')],
    ['?text=the+dog%2C+the+dog%2C+the&sort=self', sortedBy('itself')],
    ['?text=the+dog%2C+the+dog%2C+the&sort=previous', sortedBy('previous token')],
    ['?text=the+dog%2C+the+dog%2C+the&sort=next', sortedBy('next token')],
    ['?text=the+dog%2C+the+dog%2C+the&sort=first', sortedBy('first token')],
    ['?text=the+dog%2C+the+dog%2C+the&sort=specials', sortedBy('special tokens')],
    ['?text=the+dog%2C+the+dog%2C+the&sort=punctuation', sortedBy('punctuation')],
    ['?text=the+dog%2C+the+dog%2C+the&sort=separators', sortedBy('separators')],
    ['?text=the+dog%2C+the+dog%2C+the&sort=same', sortedBy('same token')],
    ['?text=the+dog%2C+the+dog%2C+the&sort=induction', sortedBy('induction')],
    ['?text=the+dog%2C+the+dog%2C+the&sort=future', sortedBy('future')],
  ],
  over: [
    [
      '?preset=agreement&view=measure&over=probes',
      async (page) => {
        await expect(page.getByRole('radio', { name: 'probe sentences' })).toBeChecked();
        await expect(page.getByText(/^Means over \d+ sentences that come with/)).toBeVisible();
      },
    ],
  ],
  try: [
    [
      '?text=It+rained%2E&view=experiment&try=words',
      asks(
        'Word by word',
        'How unexpected is each word to a model that has read it from the left, or around?',
      ),
    ],
    [
      '?text=It+rained%2E&view=experiment&try=continue',
      asks('Write on', 'How does GPT go on, and what can BERT do in its place?'),
    ],
    [
      '?text=It+rained%2E&view=experiment&try=pair',
      asks('Two sentences', 'Does the second sentence follow the first, and who reads across?'),
    ],
    [
      '?text=It+rained%2E&view=experiment&try=mask',
      asks('Another mask', 'What changes when the same weights read under another mask?'),
    ],
    [
      '?text=It+rained%2E&view=experiment&try=leak',
      asks('Leak probe', 'Change one token: which places learn of it?'),
    ],
    [
      '?text=It+rained%2E&view=experiment&try=heads',
      asks('Heads off', 'What is lost without a head, and which one matters most here?'),
    ],
    [
      '?text=It+rained%2E&view=experiment&try=classify',
      asks(
        'Classify',
        'How much of a sentence’s meaning can a small classifier read off each model?',
      ),
    ],
    [
      '?text=It+rained%2E&view=experiment&try=copy',
      asks(
        'In context',
        'Can GPT go on with a pattern that it has only just met, and which heads do it?',
      ),
    ],
  ],
  pair: [
    [
      '?text=The+dog+ran+home%2E&view=experiment&try=pair&pair=It+was+hungry%2E',
      async (page) => {
        const second = page.getByRole('textbox', { name: 'The second sentence' });
        await expect(second).toHaveValue('It was hungry.');
        const segments = page.getByRole('list', { name: 'BERT’s tokens' }).getByRole('listitem');
        await expect(segments).toHaveText([/the dog ran home/, /it was hungry/]);
      },
    ],
  ],
  between: [
    [
      '?text=The+dog+ran+home%2E&view=experiment&try=pair&pair=It+was+hungry%2E&between=within',
      async (page) => {
        await expect(chosen(page, 'Cells shown')).toHaveText('within each sentence');
        const hidden = 'Cells that are not within one sentence are hidden by you';
        await expect(page.getByText(hidden)).toBeVisible();
      },
    ],
    [
      '?text=The+dog+ran+home%2E&view=experiment&try=pair&pair=It+was+hungry%2E&between=across',
      async (page) => {
        await expect(chosen(page, 'Cells shown')).toHaveText('across the sentences');
        const hidden = 'Cells that are not across the two are hidden by you';
        await expect(page.getByText(hidden)).toBeVisible();
      },
    ],
  ],
  temperature: [
    [
      '?text=The+animal+was&view=experiment&try=continue&temperature=1.2&count=2&write=yes',
      async (page) => {
        await expect(setting(page, 'Temperature')).toHaveValue('1.2');
        await drawnWith(page, 'temperature 1.2 and the 40 most probable');
      },
    ],
  ],
  topk: [
    [
      '?text=The+animal+was&view=experiment&try=continue&topk=5&count=2&write=yes',
      async (page) => {
        await expect(setting(page, 'Top k')).toHaveValue('5');
        await drawnWith(page, 'temperature 0.8 and the 5 most probable');
      },
    ],
    [
      '?text=The+animal+was&view=experiment&try=continue&topk=0&count=2&write=yes',
      async (page) => {
        await expect(setting(page, 'Top k')).toHaveValue('');
        await drawnWith(page, 'temperature 0.8');
      },
    ],
  ],
  topp: [
    [
      '?text=The+animal+was&view=experiment&try=continue&topp=0.9&count=2&write=yes',
      async (page) => {
        await expect(setting(page, 'Top p')).toHaveValue('0.9');
        const rest = 'the 40 most probable and the most probable that make 90%';
        await drawnWith(page, `temperature 0.8, ${rest}`);
      },
    ],
  ],
  seed: [
    // At this temperature hardly two seeds draw the same.
    [
      '?text=The+animal+was&view=experiment&try=continue&temperature=5&topk=0&seed=7&count=4&write=yes',
      async (page) => {
        await expect(setting(page, 'Seed')).toHaveValue('7');
        const labels = await page.evaluate(async () => {
          const settings = { temperature: 5, topK: null, seed: 7, tokens: 4 };
          const found: string[] = [];
          for await (const { label } of window.sightlines.generate({
            text: 'The animal was',
            ...settings,
          })) {
            found.push(label);
          }
          return found;
        });
        await expect(written(gptWrites(page))).toHaveText(labels);
      },
    ],
  ],
  count: [
    [
      '?text=The+animal+was&view=experiment&try=continue&count=4&write=yes',
      async (page) => {
        await expect(setting(page, 'Tokens')).toHaveValue('4');
        // GPT may end its text before that; BERT cannot.
        await expect(written(bertFills(page))).toHaveCount(4);
      },
    ],
  ],
  write: [
    [
      '?text=The+animal+was&view=experiment&try=continue&count=2&write=yes',
      async (page) => {
        await expect(written(gptWrites(page))).not.toHaveCount(0);
        await expect(page.getByRole('button', { name: 'Write', exact: true })).toHaveCount(0);
      },
    ],
  ],
  look: [
    [
      '?text=The+animal+was&view=experiment&try=continue&count=5&write=yes&look=gpt.3',
      async (page) => {
        await expect(written(gptWrites(page)).nth(2)).toHaveAttribute('aria-pressed', 'true');
        await expect(gptWrites(page).getByRole('heading', { name: 'Token 3' })).toBeVisible();
      },
    ],
    [
      '?text=The+animal+was&view=experiment&try=continue&count=4&write=yes&look=bert.2',
      async (page) => {
        const fills = bertFills(page);
        await expect(fills.getByRole('button', { pressed: true })).toHaveCount(1);
        await expect(fills.getByRole('heading', { name: 'Filled as number 2' })).toBeVisible();
      },
    ],
  ],
  order: [
    [
      '?text=The+animal+was&view=experiment&try=continue&count=2&write=yes&order=sure',
      async (page) => {
        await expect(chosen(bertFills(page), 'Order')).toHaveText('the surest first');
      },
    ],
  ],
  mask: [
    [
      '?text=The+dog+ran+home%2E&view=experiment&try=mask&mask=bidirectional',
      async (page) => {
        await expect(chosen(page, 'Mask')).toHaveText('both ways');
        const said = masked(page, 'gpt').getByText(/^Under the bidirectional mask, GPT’s first/);
        await expect(said).toBeVisible();
      },
    ],
    [
      '?text=The+dog+ran+home%2E&view=experiment&try=mask&mask=causal',
      async (page) => {
        await expect(chosen(page, 'Mask')).toHaveText('only from the left');
        const said = masked(page, 'bert').getByText(/^Under the causal mask, BERT’s first word/);
        await expect(said).toBeVisible();
      },
    ],
    [
      '?text=The+dog+ran+home%2E&view=experiment&try=mask&mask=prefix.3',
      async (page) => {
        await expect(chosen(page, 'Mask')).toHaveText('both ways up to a word');
        await expect(setting(page, 'Tokens at the start')).toHaveValue('3');
        const said = masked(page, 'bert').getByText(/^With both ways open up to dog and only the/);
        await expect(said).toBeVisible();
      },
    ],
    [
      '?text=The+dog+ran+home%2E&view=experiment&try=mask&mask=window.3',
      async (page) => {
        await expect(chosen(page, 'Mask')).toHaveText('a window');
        await expect(setting(page, 'Tokens to a side, itself included')).toHaveValue('3');
        for (const model of MODELS) {
          await expect(masked(page, model).getByText(/^With a window of 3 \(/)).toBeVisible();
        }
      },
    ],
    [
      '?text=The+dog+ran+home%2E&view=experiment&try=mask&mask=hide.2',
      async (page) => {
        await expect(chosen(page, 'Mask')).toHaveText('one word hidden from all');
        for (const model of MODELS) {
          await expect(masked(page, model).getByText(/^With dog hidden from all, /)).toBeVisible();
        }
      },
    ],
  ],
  flip: [
    [
      '?text=The+dog+ran+home%2E&cell=1.2&view=experiment&try=mask&flip=1.2,3.1',
      async (page) => {
        await expect(page.getByText('2 cells are turned over in both models.')).toBeVisible();
        // By itself BERT may read the later word, GPT may not. The word that is held is BERT's blank.
        for (const [model, said] of [
          ['bert', '[MASK] may not read dog: you turned it over.'],
          ['gpt', 'the may read dog: you turned it over.'],
        ] as const) {
          await expect(masked(page, model).getByText(said)).toBeVisible();
          const findings = masked(page, model).getByText(/^With 2 cells turned over, /);
          await expect(findings).toBeVisible();
        }
      },
    ],
  ],
  on: [
    [
      '?text=The+dog+ran+home%2E&view=experiment&try=mask&mask=window.2&on=bert',
      async (page) => {
        await expect(chosen(page, 'For')).toHaveText('BERT');
        await expect(masked(page, 'bert').getByText(/^With a window of 2 /)).toBeVisible();
        await expect(masked(page, 'gpt')).toHaveCount(0);
      },
    ],
    [
      '?text=The+dog+ran+home%2E&view=experiment&try=mask&mask=window.2&on=gpt',
      async (page) => {
        await expect(chosen(page, 'For')).toHaveText('GPT');
        await expect(masked(page, 'gpt').getByText(/^With a window of 2 /)).toBeVisible();
        await expect(masked(page, 'bert')).toHaveCount(0);
      },
    ],
  ],
  layers: [
    [
      '?text=The+dog+ran+home%2E&view=experiment&try=mask&mask=causal&layers=1,3',
      async (page) => {
        const layers = page.getByRole('group', { name: 'In layers' });
        for (const layer of ['1', '2', '3', '4']) {
          const box = layers.getByRole('checkbox', { name: layer, exact: true });
          await expect(box).toBeChecked({ checked: layer === '1' || layer === '3' });
        }
        const said = masked(page, 'bert').getByText(/mask, in layers 1 and 3 only, BERT’s/);
        await expect(said).toBeVisible();
      },
    ],
  ],
  word: [
    [
      '?text=The+dog+ran+home+today%2E&cell=4.1&view=experiment&try=leak&word=away',
      async (page) => {
        await expect(page.getByRole('textbox', { name: 'Into' })).toHaveValue('away');
        for (const model of MODELS) {
          const said = leaked(page, model).getByText(/^Putting away in the place of home moves/);
          await expect(said).toBeVisible();
        }
      },
    ],
  ],
  shuffle: [
    [
      '?text=The+dog+ran+home+today%2E&cell=2.1&view=experiment&try=leak&shuffle=yes',
      async (page) => {
        await expect(chosen(page, 'Change')).toHaveText('the order from there on');
        for (const model of MODELS) {
          const said = leaked(page, model).getByText(
            /^Putting the tokens from dog on into another order moves/,
          );
          await expect(said).toBeVisible();
        }
      },
    ],
  ],
  bertOff: [
    [
      '?text=The+dog+ran+home%2E&view=experiment&try=heads&bertOff=1.2,3.1',
      async (page) => {
        await expect(switchedOff(page, 'bert')).toHaveText([/^1\.2 off$/, /^3\.1 off$/]);
        await expect(switchedOff(page, 'gpt')).toHaveCount(0);
        await expect(page.getByText(/^BERT runs without 2 of its heads: what/)).toBeVisible();
        await expect(page.getByText('All heads of GPT are on')).toBeVisible();
      },
    ],
  ],
  gptOff: [
    [
      '?text=The+dog+ran+home%2E&view=experiment&try=heads&gptOff=2.4',
      async (page) => {
        await expect(switchedOff(page, 'gpt')).toHaveText([/^2\.4 off$/]);
        await expect(switchedOff(page, 'bert')).toHaveCount(0);
        await expect(page.getByText(/^GPT runs without layer 2, head 4: what/)).toBeVisible();
        await expect(page.getByText('All heads of BERT are on')).toBeVisible();
      },
    ],
  ],
  instead: [
    [
      '?text=The+dog+ran+home%2E&view=experiment&try=heads&bertOff=1.1&instead=mean',
      async (page) => {
        const how = chosen(page, 'In place of what a head read');
        await expect(how).toHaveText('its mean over the probe sentences');
        const said = 'is replaced by its mean over the probe sentences.';
        await expect(page.getByText(said)).toBeVisible();
        await expect(page.getByRole('region', { name: 'BERT’s change' })).toBeVisible();
      },
    ],
  ],
  rank: [
    [
      '?text=The+dog+ran+home%2E&view=experiment&try=heads&rank=yes',
      async (page) => {
        await expect(page.getByText(/^Most is lost here without BERT’s layer \d/)).toBeVisible();
        for (const model of MODELS) {
          const list = page.getByRole('region', { name: `${TITLES[model]}’s heads, ranked` });
          await expect(list.getByRole('listitem')).toHaveCount(16);
        }
      },
    ],
  ],
  examples: [
    [
      '?text=It+rained%2E&view=experiment&try=classify&examples=warm%3A+The+fire+burned%2E%0Acold%3A+Snow+fell%2E%0A%2D%2D%2D%0Awarm%3A+The+summer+was+hot%2E',
      async (page) => {
        await expect(page.getByRole('textbox', { name: 'Labelled sentences' })).toHaveValue(
          'warm: The fire burned.\ncold: Snow fell.\n---\nwarm: The summer was hot.',
        );
        const heldOut = page.getByRole('region', { name: 'Held-out sentences' });
        await expect(heldOut.getByRole('listitem')).toHaveText([/^The summer was hot\./]);
      },
    ],
  ],
  backend: [
    [
      '?text=It+rained%2E&backend=cpu',
      async (page) => {
        const health = page.getByLabel('Health', { exact: true });
        await expect(health).toContainText('Plain JavaScript was asked for.');
        await expect(page.getByText(/^Both models run in this page, on plain/)).toBeVisible();
      },
    ],
  ],
};

for (const parameter of PARAMETERS) {
  test(`first links: what ${parameter} says is what is shown`, async ({ page }) => {
    for (const [link, sees] of some(FIRST_LINKS[parameter], 2)) {
      await test.step(link, async () => {
        await open(page, link.slice(1), parameter === 'backend' ? { backend: '' } : {});
        await live(page);
        await sees(page);
        await expect(notices(page)).toHaveCount(0);
      });
    }
  });
}

test('first links: what goes without saying may be said', async ({ page }) => {
  await open(
    page,
    'preset=animal-tired&view=compare&step=1&of=head&by=tokens&show=matrix&over=text&try=slot',
  );
  await live(page);
  await reads("The animal didn't cross the street because it was too tired.")(page);
  await showsView(page, 'Compare');
  await showsHead(page, 'bert', 'layer 1, head 1');
  await showsHead(page, 'gpt', 'layer 4, head 2');
  await expect(notices(page)).toHaveCount(0);
});

test('first links: each parameter of the first version is still one, and has a link', () => {
  for (const parameter of PARAMETERS) {
    expect(Object.keys(parameters)).toContain(parameter);
    const links = FIRST_LINKS[parameter].map(([link]) => link);
    expect(links).not.toEqual([]);
    for (const link of links) expect(link).toMatch(new RegExp(`[?&]${parameter}=`));
  }
});
