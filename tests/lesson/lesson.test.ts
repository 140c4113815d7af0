/** The chapters as data: every link opens what it says, every word that is marked or explained is there. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { say } from '#say';
import { pointedIn } from '../../src/analysis/attention/pointed.ts';
import { presetOf } from '../../src/examples/presets.ts';
import { EXPERIMENTS } from '../../src/experiments/experiments.ts';
import { GLOSSARY, termOf } from '../../src/lesson/glossary.ts';
import { CHAPTERS } from '../../src/lesson/lesson.ts';
import { outlineOf } from '../../src/lesson/looks.ts';
import type { Message } from '../../src/lesson/message.ts';
import {
  besides,
  readPlace,
  STEP_COUNTS,
  STEP_PLACES,
  writePlace,
} from '../../src/lesson/places.ts';
import { QUIZ } from '../../src/lesson/quiz.ts';
import { partsOf, plainText, tagNames } from '../../src/lesson/rich.ts';
import { LOOK_NAMES, type Seen, type Step } from '../../src/lesson/step.ts';
import { LINES } from '../../src/lesson/table.ts';
import { VIEWS } from '../../src/store/choices.ts';
import { EMPTY, linkProblems, textOf, valuesOfAddress } from '../../src/store/values.ts';
import { SIDES } from '../../src/text/token.ts';
import { figureValues, seenOf } from '../../src/view/lesson/opened.ts';
import { PARTS } from '../../src/view/lesson/parts.ts';
import { traceFile } from '../support/preset.ts';

const steps = CHAPTERS.flatMap(({ steps: of }, chapter) =>
  of.map((step, nth) => ({ name: `${chapter + 1}.${nth + 1}`, step })),
);

const LOOKS: readonly string[] = LOOK_NAMES;

const ABOUT = { left: { parameters: 5_430_786 }, right: { parameters: 5_300_000 } } as never;

/** What the step sees of its prepared sentence, where that is an example. */
function seenIn({ figures: [first] }: Step): Seen | null {
  const preset = first && figureValues(first).preset;
  return preset ? seenOf(first, traceFile(preset), ABOUT) : null;
}

type Said = Message | ((seen: Seen) => Message | null);

/** A message of the prepared sentence. */
function saidOf(said: Said, seen: Seen | null): Message {
  const message = typeof said === 'function' ? said(seen!) : said;
  expect(message).not.toBeNull();
  return message!;
}

const paragraphsOf = (step: Step): Message[] => {
  const seen = seenIn(step);
  return step.says.map(({ says }) => saidOf(says, seen));
};

function messagesOf(step: Step): Message[] {
  const asks = step.question ? [saidOf(step.question.asks, seenIn(step))] : [];
  return [step.title, ...paragraphsOf(step), ...asks];
}

const textOfMessage = (message: Message) => plainText(partsOf(message));

const words = (message: Message) => textOfMessage(message).split(/\s+/).filter(Boolean).length;

describe('the chapters', () => {
  it('have as many steps as links know of', () => {
    expect(CHAPTERS.map(({ steps: of }) => of.length)).toEqual(STEP_COUNTS);
    expect(CHAPTERS).toHaveLength(8);
    for (const count of STEP_COUNTS) {
      expect(count).toBeGreaterThanOrEqual(3);
      expect(count).toBeLessThanOrEqual(5);
    }
  });

  it.each(steps)('step $name can be read in a minute', ({ step }) => {
    const count = paragraphsOf(step).reduce((sum, each) => sum + words(each), 0);
    expect(count).toBeGreaterThanOrEqual(step.activity ? 20 : 60);
    expect(count).toBeLessThanOrEqual(160);
  });

  it.each(steps)('step $name explains and marks only what there is', ({ step }) => {
    const tags = messagesOf(step).flatMap(tagNames);
    for (const tag of tags) {
      const isKnown =
        tag === 'i' ||
        tag === 'glossary' ||
        tag === 'models' ||
        termOf(tag) !== null ||
        (LOOK_NAMES as readonly string[]).includes(tag);
      expect(isKnown, tag).toBe(true);
    }
    // What is marked is spoken of, and the other way round.
    const spoken = tags.filter((tag) => (LOOK_NAMES as readonly string[]).includes(tag));
    expect([...new Set(spoken)].sort()).toEqual(Object.keys(step.looks ?? {}).sort());
  });

  it.each(steps)('step $name has figures that a link opens', ({ step }) => {
    for (const { link } of step.figures) {
      expect(linkProblems(link), link).toEqual([]);
      const values = valuesOfAddress(link);
      expect(textOf(values), link).not.toBe('');
      expect(values.lesson).toBeNull();
    }
  });

  it.each(steps)('step $name marks cells that are there', ({ step }) => {
    const seen = seenIn(step);
    for (const look of Object.values(step.looks ?? {})) {
      if (look.kind === 'part') continue;
      const found = SIDES.filter(
        (side) =>
          (look.side === 'both' || look.side === side) &&
          outlineOf(look.kind, seen!.comparison[side], seen!.cell?.[side] ?? null) !== null,
      );
      expect(found, look.kind).not.toEqual([]);
    }
  });

  const asking = steps.filter(({ step }) => step.question);

  it.each(asking)(
    'step $name speaks of its covered figure once its question is answered',
    ({ step }) => {
      const before = step.says.flatMap((paragraph) =>
        paragraph.after ? [] : [saidOf(paragraph.says, seenIn(step))],
      );
      for (const message of before) {
        expect(tagNames(message).filter((tag) => LOOKS.includes(tag))).toEqual([]);
        expect(textOfMessage(message)).not.toMatch(/in the figure|the table/);
      }
    },
  );

  it.each([
    ['5.3', /nothing|none|same/i],
    ['6.1', /helps|adds/],
    ['7.2', /pattern|copy|as it began/],
    ['4.3', /goes by/],
  ])('step %s does not hint at its answer before it is given', (name, hint) => {
    const { step } = steps.find((each) => each.name === name)!;
    const before = step.says.filter(({ after }) => !after);
    const said = [step.title, ...before.map(({ says }) => saidOf(says, seenIn(step)))];
    expect(said.map(textOfMessage).join(' ')).not.toMatch(hint);
  });

  it.each(steps)('step $name says of any sentence only what is so of any', ({ step }) => {
    const { preset, text } = step.figures[0] ? figureValues(step.figures[0]) : EMPTY;
    const own = textOf({ preset, text }).toLowerCase();
    for (const { says, prepared } of step.says) {
      if (prepared || typeof says === 'function') continue;
      const said = textOfMessage(says);
      expect(said).not.toMatch(/such as the one in the figure/);
      for (const [, quoted] of said.matchAll(/“([^”]+)”/g)) {
        expect(own).not.toContain(quoted!.toLowerCase());
      }
      for (const [share] of said.matchAll(/\d+(\.\d+)?%/g)) {
        // What was so in training, and not what is measured here.
        expect(['15%', '80%', '10%']).toContain(share);
      }
    }
  });

  it('speak of the same heads in two steps about the same thing', () => {
    const [table, picture] = ['7.2', '7.3'].map(
      (name) => steps.find((each) => each.name === name)!.step.figures[0]!,
    );
    const trace = traceFile('repeat');
    const [inTable, inPicture] = [table!, picture!].map(
      (figure) => seenOf(figure, trace, ABOUT).heads.right,
    );
    expect(inTable).toEqual(inPicture);
  });

  it.each(steps)('step $name knows what stands in its slots', ({ step }) => {
    for (const message of messagesOf(step)) {
      expect(textOfMessage(message)).not.toMatch(/[{}<>]|NaN|undefined|not a number/);
    }
  });
});

describe('the parts of figures', () => {
  it('are outlined where they are brought into sight', () => {
    const sheet = readFileSync(
      new URL('../../src/view/lesson/lesson.css', import.meta.url),
      'utf8',
    );
    const used = steps.flatMap(({ step }) =>
      Object.entries(step.looks ?? {}).flatMap(([name, look]) =>
        look.kind === 'part' ? [`[data-parts~="${name}:${look.part}"] ${PARTS[look.part]}`] : [],
      ),
    );
    expect(used.length).toBeGreaterThan(8);
    for (const selector of used) expect(sheet).toContain(selector);
  });
});

describe('what the last chapter counts', () => {
  it('is so of the tool', () => {
    expect(VIEWS).toHaveLength(5);
    expect(EXPERIMENTS).toHaveLength(9);
  });
});

describe('the table and the quiz', () => {
  it('prove every line with a link', () => {
    expect(LINES.length).toBeGreaterThanOrEqual(7);
    for (const { link, bert, gpt } of LINES) {
      expect(linkProblems(link)).toEqual([]);
      for (const tag of [bert, gpt].flatMap(tagNames)) expect(termOf(tag), tag).not.toBeNull();
    }
  });

  it('ask eight questions, each with something to choose from', () => {
    expect(QUIZ).toHaveLength(8);
    for (const { preset, question } of QUIZ) {
      const { text, opens } = presetOf(preset);
      const comparison = traceFile(preset);
      expect(comparison.text).toBe(text);
      const cell = pointedIn(comparison, opens.cell);
      const seen: Seen = { comparison, heads: opens, cell, sizes: null };
      expect(question.choices(seen)?.length).toBeGreaterThan(1);
    }
  });
});

describe('places in the lesson', () => {
  it('are read as they are written', () => {
    for (const place of STEP_PLACES) expect(readPlace(writePlace(place))).toEqual(place);
    expect(readPlace('4')).toEqual({ chapter: 4, step: null });
    expect(readPlace('words')).toBe('words');
  });

  it.each(['99.9', 'abc', '', '0', '9', '1.9', '1.0', '4.', '.4', '4.2.1', '4,2', ' 4', '-1', '٤'])(
    'are refused where there is none: “%s”',
    (text) => {
      expect(readPlace(text)).toBeNull();
    },
  );

  it('follow each other from the first step to the last', () => {
    let count = 1;
    for (let at = besides({ chapter: 1, step: 1 }, 1); at; at = besides(at, 1)) count++;
    expect(count).toBe(STEP_PLACES.length);
    expect(besides({ chapter: 1, step: 1 }, -1)).toBeNull();
    expect(besides({ chapter: 2, step: 1 }, -1)).toEqual({ chapter: 1, step: STEP_COUNTS[0] });
  });

  it('are all that a link says in the lesson, beside a text', () => {
    expect(linkProblems('?lesson=4.2')).toEqual([]);
    expect(valuesOfAddress('?lesson=4.2').lesson).toEqual({ chapter: 4, step: 2 });
    expect(say(linkProblems('?lesson=99.9')[0]!)).toMatch(/“lesson” is “99\.9”.*it was ignored/);
  });
});

describe('the glossary', () => {
  it('says each word once, in one sentence', () => {
    const ids = GLOSSARY.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, says } of GLOSSARY) {
      expect(id).toMatch(/^[a-z]+$/);
      const text = textOfMessage(says);
      expect(text).toMatch(/\.$/);
      expect(text.length).toBeLessThan(170);
    }
  });
});

/** The words of the lesson, as they are used in either language. */
const WORDS =
  `attention 注意力 · attention weight 注意力权重 · head 注意力头 · layer 层 · query 查询 · key 键 · value 值
  · score 得分 · softmax softmax · mask 掩码 · causal mask 因果掩码 · bidirectional 双向 · encoder 编码器 · decoder 解码器
  · token 词元 · subword 子词 · embedding 嵌入 · position 位置 · residual stream 残差流 · hidden state 隐藏状态 · logits logits
  · probability 概率 · surprisal 惊异度 · entropy 熵 · masked language model 掩码语言模型
  · next sentence prediction 下一句预测 · next-token prediction 下一词元预测 · autoregressive 自回归 · pre-training 预训练
  · fine-tuning 微调 · in-context learning 上下文学习 · few-shot 少样本 · prompt 提示 · induction head 归纳头
  · attention sink 注意力汇 · ablation 消融 · head map 注意力图 · weights 权重 · checkpoint 检查点 · context 上下文 · segment 句段`
    .split('·')
    .map((pair) => /^\s*(.+) (\S+)\s*$/.exec(pair)!.slice(1));

describe('the words of the lesson', () => {
  const chinese = readFileSync(new URL('../../src/lesson/zh.po', import.meta.url), 'utf8');

  it.each(WORDS)('“%s” is explained, and is “%s” in Chinese', (word, translation) => {
    expect(GLOSSARY.map(({ name }) => textOfMessage(name))).toContain(word);
    expect(chinese).toContain(`msgid "${word}"\nmsgstr "${translation}"`);
  });
});
