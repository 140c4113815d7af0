/** What the lesson says of the models is so of the weights that ship, and each of its questions has one answer. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openLocalSession } from '../../src/build/localSession.ts';
import type { ModelClient } from '../../src/engine/modelClient.ts';
import { leaked } from '../../src/lesson/chapters/decoder.ts';
import { CHAPTERS } from '../../src/lesson/lesson.ts';
import type { Message } from '../../src/lesson/message.ts';
import { QUIZ } from '../../src/lesson/quiz.ts';
import { partsOf, plainText } from '../../src/lesson/rich.ts';
import type { Choice, Found, Question } from '../../src/lesson/step.ts';
import type { FullComparison } from '../../src/model/trace.ts';
import type { Phrase } from '../../src/sentences/phrase.ts';
import { plain } from '../../src/sentences/phrase.ts';
import { figureValues, seenOf } from '../../src/view/lesson/opened.ts';
import { traceFile } from '../support/preset.ts';

let client: Pick<ModelClient, 'ask'>;

beforeAll(async () => {
  const { session } = await openLocalSession();
  client = { ask: (question) => session.ask(question) };
});

function foundFor(link: string): Found {
  const figure = { link, opens: true as const };
  const { preset } = figureValues(figure);
  return { ...seenOf(figure, traceFile(preset!), null), client };
}

const isPhrase = (choice: Choice): choice is Phrase => Array.isArray(choice);

const textOf = (choice: Choice) =>
  isPhrase(choice) ? plain(choice) : plainText(partsOf(choice as Message));

/** What the models answer, and what is said then. */
async function answered(question: Question, found: Found) {
  const choices = question.choices(found)!.map(textOf);
  const because =
    typeof question.because === 'function' ? await question.because(found) : question.because;
  return { choices, answer: choices[await question.answer(found)], said: textOf(because) };
}

const asked = CHAPTERS.flatMap(({ steps }, chapter) =>
  steps.flatMap((step, nth) =>
    step.question
      ? [{ name: `${chapter + 1}.${nth + 1}`, question: step.question, figure: step.figures[0]! }]
      : [],
  ),
);

describe('the questions of the steps', () => {
  it.each(asked)('$name: one of the choices is right, and is told why', async (each) => {
    const { preset } = figureValues(each.figure);
    const found = { ...seenOf(each.figure, traceFile(preset!), null), client };
    const { choices, answer, said } = await answered(each.question, found);
    expect(new Set(choices).size).toBe(choices.length);
    expect(answer).toBeDefined();
    expect(said).not.toMatch(/NaN|undefined|not a number/);
  });
});

describe('the question about a row', () => {
  const { question, figure } = asked.find(({ name }) => name === '3.4')!;

  /** The same of another text, with the row at one of its tokens. */
  async function foundIn(text: string, row: number): Promise<Found> {
    const found = foundFor(figure.link);
    const [left, right] = await Promise.all(
      (['left', 'right'] as const).map((side) => client.ask({ side, text })),
    );
    const cell = { left: { row, column: null }, right: { row, column: null }, side: 'left' };
    const comparison = { ...found.comparison, text, left, right };
    return { ...found, comparison, cell } as Found;
  }

  it('offers a few words of a long text, the right one among them', async () => {
    const found = await foundIn('The red fox ran over the old hill. '.repeat(6), 3);
    expect(question.choices(found)).toHaveLength(8);
    expect(await question.answer(found)).toBeGreaterThanOrEqual(0);
  });

  it('asks nothing of a text that is made of bytes', async () => {
    expect(question.choices(await foundIn('猫坐在垫子上。', 3))).toBeNull();
  });
});

describe('a sentence of the reader’s own', () => {
  /** What a step's figure holds of it, as labels of BERT's tokens. */
  async function heldIn(place: string, text: string) {
    const [chapter, step] = place.split('.').map(Number);
    const figure = CHAPTERS[chapter! - 1]!.steps[step! - 1]!.figures[0]!;
    const [left, right] = await Promise.all(
      (['left', 'right'] as const).map((side) => client.ask({ side, text })),
    );
    const comparison = { text, pair: null, cut: null, left, right } as FullComparison;
    const { cell } = seenOf(figure, comparison, null);
    const labelOf = (at: number | null) => (at === null ? null : left!.tokens[at]!.label);
    return { row: labelOf(cell!.left.row), column: labelOf(cell!.left.column) };
  }

  it('is asked about the word that the figure changes', async () => {
    expect(await heldIn('5.3', 'My old dog likes the warm kitchen.')).toEqual({
      row: 'kitchen',
      column: 'kitchen',
    });
  });

  it('is held at its blank where the blank is spoken of', async () => {
    const { row } = await heldIn('4.1', 'My old dog likes the [MASK] kitchen.');
    expect(row).toBe('[MASK]');
  });

  it('is held at the word that is read most where nothing is singled out', async () => {
    const { row, column } = await heldIn('3.4', 'My old dog likes the warm kitchen.');
    expect(column).not.toBe(row);
  });
});

describe('the quiz', () => {
  const answerOf = async (nth: number) => {
    const { preset, question } = QUIZ[nth]!;
    return (await answered(question, foundFor(`?preset=${preset}`))).answer;
  };

  it.each([
    [0, 'GPT alone'],
    [1, '1'],
    [2, 'GPT alone'],
    [3, 'BERT alone'],
    [5, 'nothing: only the new word is computed'],
    [7, 'GPT alone'],
  ])('question %i has the answer that the chapters teach', async (nth, answer) => {
    expect(await answerOf(nth)).toBe(answer);
  });

  it.each([4, 6])('question %i has an answer, whatever the weights are', async (nth) => {
    expect(await answerOf(nth)).toBeDefined();
  });
});

describe('the chapter of the decoder', () => {
  it('is right that nothing before a change moves in GPT, and everything in BERT', async () => {
    const found = foundFor('?preset=animal-tired');
    const [left, right] = [await leaked(found, 'left'), await leaked(found, 'right')];
    expect(right.moved).toBe(0);
    expect(right.of).toBeGreaterThan(5);
    expect(left.moved).toBe(left.of);
  });
});
