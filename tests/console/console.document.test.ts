/** `docs/console.md` names all that `window.sightlines` has, takes and gives. What it shows is run in the page. */
import { describe, expect, it } from 'vitest';
import { CLASS_LABELS } from '../../src/analysis/metrics/headClasses.ts';
import { METRICS } from '../../src/analysis/metrics/metricNames.ts';
import type { BlankRequest, SlotAnswer } from '../../src/console/blankSlot.ts';
import { createConsole, type RunRequest, runResult } from '../../src/console/console.ts';
import type { GenerateRequest } from '../../src/console/generate.ts';
import type { Engine } from '../../src/engine/protocol.ts';
import type { HeadStages } from '../../src/model/trace.ts';
import { CLASS_TITLES } from '../../src/sentences/classTitles.ts';
import { uniformComparison } from '../support/comparison.ts';
import { codeIn, documentAt, headingsOf, rowsOf } from '../support/documents.ts';

const document = documentAt('docs/console.md');
const headings = headingsOf(document, 2).flatMap(codeIn);

/** What the first columns of its tables with that title name. */
const named = (title: string) => rowsOf(document, title).flatMap((row) => codeIn(row[title]!));

/** The parts of what a method takes, by its heading. */
function takenBy(method: string): string[] {
  const heading = headings.find((each) => each.startsWith(`${method}(`)) ?? '';
  const [, parts = ''] = /\{ (.+) \}/.exec(heading) ?? [];
  return parts.split(', ');
}

/** The names of a type's parts, all of which the compiler asks for. */
const partsOf = <Type>(parts: Record<keyof Type, true>) => Object.keys(parts);

describe('the document of the console', () => {
  it('has a section for everything in window.sightlines', () => {
    const api = createConsole({} as Engine, () => ({}) as Engine);
    const named = headings.map((each) => /^\w+/.exec(each)![0]);
    expect(named.toSorted()).toEqual(Object.keys(api).toSorted());
  });

  it('names all that a method takes', () => {
    expect(takenBy('run')).toEqual(
      partsOf<RunRequest>({
        text: true,
        pair: true,
        backend: true,
        inspect: true,
        mask: true,
        ablate: true,
      }),
    );
    expect(takenBy('blank')).toEqual(partsOf<BlankRequest>({ text: true, index: true }));
    expect(takenBy('generate')).toEqual(
      partsOf<GenerateRequest>({
        text: true,
        tokens: true,
        temperature: true,
        topK: true,
        topP: true,
        seed: true,
      }),
    );
  });

  it('names all that run() gives of a model, and nothing that it does not', () => {
    const { bert, gpt } = runResult(uniformComparison('the cat'));
    const given = new Set([...Object.keys(bert), ...Object.keys(gpt)]);
    expect(named('field').toSorted()).toEqual([...given].toSorted());
  });

  it('names all stages of a head', () => {
    expect(named('stage')).toEqual(
      partsOf<Omit<HeadStages, 'layer' | 'head'>>({
        q: true,
        k: true,
        v: true,
        scores: true,
        scaled: true,
        masked: true,
        weights: true,
        context: true,
        output: true,
        input: true,
        parameters: true,
      }),
    );
  });

  it('names all that blank() answers for a model', () => {
    expect(named('answer')).toEqual(
      partsOf<SlotAnswer>({ distribution: true, top: true, entropy: true, real: true, bits: true }),
    );
  });

  it('names every metric and every class of a head', () => {
    expect(named('metric')).toEqual(METRICS);
    const [, list = ''] = /`label` is the head's class: ([^;]+);/.exec(document.text) ?? [];
    expect(codeIn(list)).toEqual(CLASS_LABELS.map((label) => CLASS_TITLES[label]));
  });
});
