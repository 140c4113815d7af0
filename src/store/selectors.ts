/** What follows from the page's state. Each gives the same object for as long as it says the same. */
import { say } from '#say';
import { whoIsCut } from '../analysis/abilities.ts';
import { sameCell } from '../analysis/attention/cell.ts';
import { type Along, type Pointed, pointedIn } from '../analysis/attention/pointed.ts';
import type { ViewOptions } from '../analysis/attention/viewOptions.ts';
import type { OpenModel } from '../engine/protocol.ts';
import { presetOf } from '../examples/presets.ts';
import { language } from '../language/language.ts';
import type { Phrase } from '../sentences/phrase.ts';
import { textChange } from '../sentences/textChange.ts';
import { type Read, textNotices } from '../sentences/textNotices.ts';
import { SIDES } from '../text/token.ts';
import { fitting } from './fitting.ts';
import type { PageState } from './pageStore.ts';
import { type Direction, nextText } from './textHistory.ts';
import { type Heads, linkTo, textOf } from './values.ts';

export type Selector<Value> = (state: PageState) => Value;

/** Computed anew only where what it is made of is another, or the language that it may say something in; of each store by itself. */
function derived<const Inputs extends readonly unknown[], Value>(
  inputs: Selector<Inputs>,
  compute: (...inputs: Inputs) => Value,
): Selector<Value> {
  const kept = new WeakMap<
    object,
    { readonly inputs: Inputs; readonly said: string; readonly value: Value }
  >();
  return (state) => {
    const now = inputs(state);
    const said = language();
    const last = kept.get(state.owner);
    const isSame = last?.inputs.every((input, at) => Object.is(input, now[at]));
    if (last && isSame && last.said === said) return last.value;
    const value = compute(...now);
    kept.set(state.owner, { inputs: now, said, value });
    return value;
  };
}

/** The value; the one of before where it says the same. @param select what JSON can write */
function alike<Value>(select: Selector<Value>): Selector<Value> {
  const kept = new WeakMap<object, { readonly value: Value; readonly said: string }>();
  return (state) => {
    const value = select(state);
    const last = kept.get(state.owner);
    if (last?.value === value) return value;
    const said = JSON.stringify(value);
    if (last?.said === said) return last.value;
    kept.set(state.owner, { value, said });
    return value;
  };
}

export const textNow: Selector<string> = ({ values }) => textOf(values);

/** What a step to another text does, as a button says it; null where there is none that way. */
const changeTo = (direction: Direction): Selector<Phrase | null> =>
  derived(
    (state) => [textNow(state), nextText(state.history, direction)],
    (now, then) =>
      then && textChange(now, textOf(then), then.preset && say(presetOf(then.preset).title)),
  );

export const undoNow = changeTo('undo');
export const redoNow = changeTo('redo');

/** Whether everything is as Reset would make it. */
export const isAsOpened: Selector<boolean> = derived(
  ({ values, origin }) => [values, origin],
  (values, origin) => linkTo({ ...values, lang: null }) === linkTo({ ...origin, lang: null }),
);

const fitted = derived(({ values, comparison }) => [values, comparison], fitting);

/** The heads that are shown; the first, where a model has no such head. */
export const headsNow: Selector<Heads> = alike((state) => fitted(state).heads);

/** The cell that a click holds, where the text has it: in the tokens of each model. */
export const lockedNow: Selector<Pointed | null> = alike((state) => fitted(state).locked);

/** The cell under the pointer or the keyboard, where the text has it. */
const focusNow: Selector<Pointed | null> = derived(
  ({ comparison, focus }) => [comparison, focus],
  (comparison, focus) => comparison && focus && pointedIn(comparison, focus),
);

/** The cell in focus, or else the locked one: in the tokens of each model. */
export const activeNow: Selector<Pointed | null> = (state) => focusNow(state) ?? lockedNow(state);

/** The axis along which a label is in focus; null where a cell is, or the label's own is held. */
export const alongNow: Selector<Along | null> = derived(
  (state) => [state.focus?.along ?? null, focusNow(state), lockedNow(state)],
  (along, focus, locked) =>
    focus && locked && SIDES.every((side) => sameCell(focus[side], locked[side])) ? null : along,
);

const alsoNow = alike((state) => fitted(state).also);

/** The heads whose matrices stand beside the chosen ones'. */
export const secondNow = alike((state) => fitted(state).second);

export const viewOptionsNow: Selector<ViewOptions> = derived(
  (state) => [state.values.of, state.values.by, state.values.show, alsoNow(state)],
  (of, by, picture, also) => ({ of, by, picture, also }),
);

/** Whether a newer text than the one on the screen is being read. */
export const isStale: Selector<boolean> = (state) =>
  state.comparison !== null && state.comparison.text !== textNow(state);

/** What was read of the text on the screen, whoever has read it. */
export const readNow: Selector<Read | null> = derived(
  ({ comparison }) => [comparison],
  (comparison) => {
    const cut = comparison && whoIsCut(comparison);
    const trace = cut ?? comparison?.left ?? comparison?.right;
    return comparison && trace
      ? {
          ...{ text: comparison.text, cut: comparison.cut, tokens: trace.tokens },
          by: cut?.model.name ?? null,
        }
      : null;
  },
);

/** How many tokens a model reads that ships with the page. */
const USUAL_TOKENS = 128;

/** How many tokens, special ones included, the models read: the one that reads most of them, and that which reads least. */
export function tokensRead({ models }: Pick<PageState, 'models'>): { least: number; most: number } {
  const { left, right } = models;
  const counts = [left, right].map((model) => model?.info.can.maxTokens ?? USUAL_TOKENS);
  return { least: Math.min(...counts), most: Math.max(...counts) };
}

/** Whether the page's own models stand in both places: what ships with the page was computed by these. */
export const isShippedPair: Selector<boolean> = ({ models }) =>
  !models.left?.source && !models.right?.source;

/** A place with attention from a file, which is of one text alone; null where there is none. */
export const fileNow: Selector<OpenModel | null> = ({ models }) =>
  [models.left, models.right].find((model) => model?.info.can.live === false) ?? null;

/** Problems with the link or the text, as sentences. */
export const problemsNow: Selector<readonly string[]> = derived(
  (state) => [
    state.linkProblems,
    fitted(state).problems,
    textNow(state),
    readNow(state),
    state.problem,
    state.cut,
  ],
  (link, missing, text, read, problem, cut) => [
    ...link.map((each) => say(each)),
    ...(cut?.text === text ? [say(cut.notice)] : []),
    ...missing,
    ...textNotices(text, read, problem && say(problem)),
  ],
);

/** The problems that the reader has not dismissed yet. */
export const noticesNow: Selector<readonly string[]> = alike((state) => {
  const { dismissed } = state;
  const all = problemsNow(state);
  if (dismissed?.text !== textNow(state)) return all;
  return all.filter((each) => !dismissed.notices.includes(each));
});
