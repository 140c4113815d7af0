import { describe, expect, it } from 'vitest';
import { checkRange, checkRequest } from '../../src/engine/request.ts';

describe('requests', () => {
  it('keeps what it knows and leaves out the rest', () => {
    const inspect = [{ side: 'right', layer: 1, head: 2 }];
    expect(checkRequest({ text: 'a', pair: 'b', inspect, backend: 'wasm' })).toEqual({
      text: 'a',
      pair: 'b',
      inspect,
    });
    expect(checkRequest({ text: '' })).toEqual({ text: '' });
    expect(checkRequest({ text: 'a', pair: undefined, inspect: null })).toEqual({ text: 'a' });
  });

  it.each([
    [undefined, 'A request is an object such as'],
    ['The cat sat.', 'A request is an object such as'],
    [{}, 'text is a string, not undefined.'],
    [{ text: 3 }, 'text is a string, not a number.'],
    [{ text: ['a'] }, 'text is a string, not an array.'],
    [{ text: 'a', pair: {} }, 'pair is a string or left out, not an object.'],
    [{ text: 'a', inspect: [{ side: 'elmo' }] }, 'inspect.side is "left" or "right", not "elmo".'],
    [{ text: 'a', inspect: 7 }, 'inspect is a list of heads, not a number.'],
    [{ text: 'a', inspect: new Array(1) }, 'inspect.side is "left" or "right", not undefined.'],
    [
      {
        text: 'a',
        inspect: [
          { side: 'left', layer: 0, head: 0 },
          { side: 'left', layer: 1, head: 0 },
        ],
      },
      'one head of each model at most',
    ],
    [{ text: 'a', inspect: [{ side: 'left', layer: 0.5, head: 0 }] }, 'whole numbers'],
    [{ text: 'a', inspect: [{ side: 'left', layer: 0, head: Number.NaN }] }, 'whole numbers'],
  ])('refuses %j with a sentence', (request, sentence) => {
    expect(() => checkRequest(request)).toThrow(sentence);
  });

  it('names the layers and heads there are when asked for another', () => {
    const size = { layers: 4, heads: 3 };
    expect(() => checkRange({ side: 'left', layer: 3, head: 2 }, 'mini-GPT', size)).not.toThrow();
    const sentence = 'mini-GPT has layers 0 to 3 and heads 0 to 2: there is no layer';
    expect(() => checkRange({ side: 'right', layer: 4, head: 0 }, 'mini-GPT', size)).toThrow(
      `${sentence} 4`,
    );
    expect(() => checkRange({ side: 'right', layer: 0, head: 3 }, 'mini-GPT', size)).toThrow(
      'head 3.',
    );
    expect(() => checkRange({ side: 'right', layer: -1, head: 0 }, 'mini-GPT', size)).toThrow(
      sentence,
    );
  });
});
