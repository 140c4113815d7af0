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
