/** What is offered as a model's predictions follows from what it can, not from where it stands. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { HeldTrace } from '../../../src/model/trace.ts';
import { createActions } from '../../../src/store/actions.ts';
import { Predictions } from '../../../src/view/compare/Predictions.tsx';
import { StoreProvider } from '../../../src/view/kit/store.tsx';
import { uniformComparison } from '../../support/comparison.ts';
import { swapped } from '../../support/pairs.ts';
import { storeOf } from '../gallery/states.ts';

const usual = uniformComparison('a cat sat');
const top = [{ id: 1, piece: 'Ġdog', label: 'dog', p: 0.5 }];
const predicting = (trace: HeldTrace): HeldTrace => ({
  ...trace,
  predictions: [{ index: 1, top }],
});
const other = swapped({ left: predicting(usual.left), right: predicting(usual.right) });

const store = storeOf({});
const nothing = () => undefined;
const page = { store, actions: createActions(store, nothing, nothing) };

const shown = (trace: HeldTrace) =>
  renderToStaticMarkup(
    StoreProvider({ ...page, children: createElement(Predictions, { trace, active: null }) }),
  );

it('fills blanks where the model does, also on the right', () => {
  expect(shown(other.right)).toContain('BERT fills the blank');
  expect(shown(other.right)).toContain('dog');
});

it('writes next where the model does, also on the left', () => {
  expect(shown(other.left)).toContain('GPT writes next');
  const stopped = { ...other.left, unread: other.left.tokens.slice(-1) };
  expect(shown(stopped)).toContain('GPT writes into the blank');
});

it('is nothing for a model that does neither', () => {
  const { model } = other.left;
  const mute = { ...model, can: { ...model.can, writes: false } };
  expect(shown({ ...other.left, model: mute })).toBe('');
});
