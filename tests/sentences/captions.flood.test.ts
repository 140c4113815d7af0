/**
 * What the page says in words, over ten thousand texts with any attention: whole sentences, in which no
 * number is missing. Rendering as many pages in a browser would take hours; these are the functions
 * that a rendered page shows, and some hundreds of pages follow in the browser's own flood.
 */

import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { arcsOf } from '../../src/analysis/attention/arcs.ts';
import { attentionViewOf, onAttentionView } from '../../src/analysis/attention/attentionView.ts';
import { axisTokens, readPart, wholeCell } from '../../src/analysis/attention/cell.ts';
import { maxFuture, maxRowError } from '../../src/analysis/attention/health.ts';
import { pointedIn } from '../../src/analysis/attention/pointed.ts';
import { SUBJECTS, UNITS } from '../../src/analysis/attention/viewOptions.ts';
import { counterparts } from '../../src/analysis/between/counterparts.ts';
import { difference } from '../../src/analysis/between/difference.ts';
import { rightShare } from '../../src/analysis/between/rightShare.ts';
import { classOf } from '../../src/analysis/metrics/headClasses.ts';
import { measureModel } from '../../src/analysis/metrics/measureModel.ts';
import { METRICS } from '../../src/analysis/metrics/metricNames.ts';
import { headRow } from '../../src/analysis/steps/arithmetic.ts';
import { STEPS } from '../../src/analysis/steps/stepNames.ts';
import { STEP_TABLES } from '../../src/analysis/steps/stepTable.ts';
import { startLocalBackend } from '../../src/build/localSession.ts';
import { type FullSession, openSession } from '../../src/engine/session.ts';
import { arcsSentence } from '../../src/sentences/arcs.ts';
import { caption, hiddenIn, maskSentence, readout } from '../../src/sentences/captions.ts';
import { classEvidence } from '../../src/sentences/headClasses.ts';
import {
  counterpartSentence,
  coverageSentence,
  differenceReadout,
  futureSentence,
  rightSentence,
} from '../../src/sentences/match.ts';
import { metricNumber } from '../../src/sentences/metricNumber.ts';
import { deviation } from '../../src/sentences/numbers/percent.ts';
import type { Phrase } from '../../src/sentences/phrase.ts';
import { sourceOf } from '../../src/sentences/stepSource.ts';
import { stepSentence } from '../../src/sentences/steps.ts';
import { textNotices } from '../../src/sentences/textNotices.ts';
import { SIDES } from '../../src/text/token.ts';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { flood, floodAsync, PATIENCE } from '../support/flood.ts';
import { problemsOf } from '../support/linkProblems.ts';
import { loadedModel } from '../support/models.ts';
import { tinyBert, tinyGpt } from '../support/tiny-checkpoint.ts';
import { tinyTokenizerConfig, tinyTokenizerJson } from '../support/tiny-tokenizer.ts';
import { anyComparison } from '../support/traces.ts';

const MACHINERY = /NaN|not a number|undefined|Infinity|null|\[object/;

/** Without what the text itself contains. */
const worded = (said: Phrase | string): string =>
  typeof said === 'string'
    ? said
    : said.map((part) => (typeof part === 'string' ? part : '·')).join('');

/** A whole sentence, or none. */
function requireSaid(said: Phrase | string): void {
  const sentence = worded(said);
  if (MACHINERY.test(sentence) || !(sentence === '' || /[.?!”]$/.test(sentence))) {
    throw new Error(`This is on the screen: ${sentence}`);
  }
}

/** What stands alone, such as a number. */
function requireShown(text: string): void {
  if (MACHINERY.test(text) || text === '') throw new Error(`This is on the screen: ${text}`);
}

const place = fc.nat(140);
const cells = fc.record({ row: place, column: place });
const choice = fc.record({ layer: fc.nat(2), head: fc.nat(2) });

it(
  'of any attention, every sentence of every view is whole',
  () => {
    flood(
      fc.property(
        anyComparison,
        choice,
        fc.option(cells),
        fc.constantFrom(...SUBJECTS),
        fc.constantFrom(...UNITS),
        fc.boolean(),
        fc.constantFrom(...SIDES),
        (comparison, wanted, cell, of, by, hideSpecials, side) => {
          const { left, right, text } = comparison;
          const chosen = { layer: wanted.layer % left.layers, head: wanted.head % left.heads };
          const attentionViews = {
            left: attentionViewOf(left, chosen, { of, by }),
            right: attentionViewOf(right, chosen, { of, by }),
          };
          const size = axisTokens(comparison[side]).length;
          const inside = cell && { row: cell.row % size, column: cell.column % size, side };
          const pointed = inside && pointedIn(comparison, inside);
          requireSaid(
            caption(
              attentionViews,
              pointed && {
                left: onAttentionView(attentionViews.left, pointed.left),
                right: onAttentionView(attentionViews.right, pointed.right),
              },
              hideSpecials,
            ),
          );
          for (const trace of [left, right]) {
            const attentionView = attentionViews[trace.side];
            if (cell) requireSaid(readout(attentionView, cell, hideSpecials));
            const there = pointed && onAttentionView(attentionView, pointed[trace.side]);
            const whole = wholeCell(there);
            if (whole) requireSaid(readout(attentionView, whole, hideSpecials));
            const row = there && (there.row ?? axisTokens(attentionView).length);
            const arcs = arcsOf(attentionView, row, 0.05, hiddenIn(attentionView, hideSpecials));
            requireSaid(arcsSentence(attentionView, row, [arcs], 0.05));
            requireSaid(maskSentence(trace));
            const measured = measureModel(trace);
            const metrics = measured.metrics[chosen.layer]![chosen.head]!;
            requireSaid(classEvidence(classOf(metrics, measured), measured));
            for (const name of METRICS) {
              const value = metrics[name];
              if (value !== null) requireShown(metricNumber(name, value));
            }
            requireShown(deviation(maxRowError(trace)));
            requireShown(deviation(maxFuture(trace)));
          }
          const heads = { left: chosen, right: chosen };
          const { values } = difference(left, right, heads);
          expect(values.every(Number.isFinite)).toBe(true);
          const read = wholeCell(pointed && readPart(left, pointed.left));
          if (read) requireSaid(differenceReadout(left, right, heads, read, hideSpecials));
          requireSaid(rightSentence(left, chosen, rightShare(left, chosen)));
          requireSaid(futureSentence(right));
          textNotices(text, { ...comparison, tokens: left.tokens }, null).forEach(requireSaid);
        },
      ),
    );
  },
  PATIENCE,
);

it(
  'of any two heads, likeness and its chance are said in whole sentences',
  () => {
    flood(
      fc.property(anyComparison, choice, ({ left, right }, wanted) => {
        const chosen = { layer: wanted.layer % left.layers, head: wanted.head % left.heads };
        for (const side of SIDES) {
          const found = counterparts({ left, right }, side, chosen);
          const names = side === 'left' ? { from: 'BERT', to: 'GPT' } : { from: 'GPT', to: 'BERT' };
          requireSaid(counterpartSentence(names, chosen, found));
          requireSaid(coverageSentence(names, found));
        }
      }),
      1000,
    );
  },
  PATIENCE,
);

it(
  'any address is answered in whole sentences',
  () => {
    flood(
      fc.property(fc.webQueryParameters(), (search) => {
        // What is quoted is the stranger's own, whose word it may be.
        for (const problem of problemsOf(search)) requireSaid(problem.replace(/“.*?”/gs, '“…”'));
      }),
    );
  },
  PATIENCE,
);

let session: FullSession;

beforeAll(async () => {
  await startLocalBackend('cpu');
  const tokenizer = loadTokenizer(tinyTokenizerJson(), tinyTokenizerConfig);
  session = openSession(
    {
      left: loadedModel('left', tinyBert(), tokenizer),
      right: loadedModel('right', tinyGpt(), tokenizer),
    },
    'cpu',
  );
});

it(
  'of any head that is taken apart, each step and each number’s source is said',
  async () => {
    const words = fc
      .array(fc.constantFrom('the', 'cat', 'x', '[MASK]', '漢'), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join(' '));
    await floodAsync(
      fc.asyncProperty(
        words,
        fc.nat(1),
        fc.nat(1),
        place,
        place,
        fc.nat(7),
        async (text, layer, head, at, key, component) => {
          const inspect = (['left', 'right'] as const).map((side) => ({ side, layer, head }));
          const { left, right } = await session.compare({ text, inspect });
          for (const trace of [left, right]) {
            const stages = trace.inspected!;
            const count = trace.tokens.length;
            const row = headRow(trace, stages, at % count);
            for (const step of STEPS) {
              requireSaid(stepSentence(step, trace, stages, row));
              const { before, keys, after } = STEP_TABLES[step];
              for (const part of [...before, ...keys, ...after]) {
                const spot = { part, key: key % count, component: component % row.d };
                const { title, lines, note } = sourceOf(trace, stages, row, spot);
                requireShown(worded(title));
                for (const { label, working, value } of lines)
                  requireShown(`${worded(label)} ${working} ${value}`);
                if (note !== null) requireSaid(note);
              }
            }
          }
        },
      ),
      300,
    );
  },
  PATIENCE,
);
