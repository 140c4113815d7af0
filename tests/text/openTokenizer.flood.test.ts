/** Tokenizers of other people's checkpoints, whatever is typed and whatever happened to their files. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encode } from '../../src/model/encode.ts';
import { distilbert } from '../../src/model/families/distilbert.ts';
import { gpt2 } from '../../src/model/families/gpt2.ts';
import { roberta } from '../../src/model/families/roberta.ts';
import { isBlank } from '../../src/text/blank.ts';
import { FileError, parseJson } from '../../src/text/jsonFile.ts';
import type { Token } from '../../src/text/token.ts';
import { type Tokenizer, TokenizerError } from '../../src/text/tokenizer.ts';
import { openTokenizer } from '../../src/text/tokenizers/openTokenizer.ts';
import { flood, PATIENCE, requireSentence } from '../support/flood.ts';
import { MODELS } from '../support/models.ts';
import { mutatedJson } from '../support/mutations.ts';
import { anyText } from '../support/texts.ts';
import { sourcesOf, TOKENIZER_NAMES, tokenizerNamed } from '../support/tokenizers.ts';

/** Tokens lie in their text from left to right, and have ids and names in their vocabulary. */
function requireTokens({ vocabulary }: Tokenizer, tokens: readonly Token[], text: string): void {
  let before = { start: 0, end: 0 };
  for (const token of tokens) {
    const { id, span, label } = token;
    if (!(Number.isInteger(id) && id < vocabulary.size) || (id < 0 && !isBlank(token))) {
      throw new Error(`There is no id ${id}.`);
    }
    if (label === '') throw new Error(`Token ${id} has no label.`);
    if (!span || span.start < before.start || span.end < before.end || span.end < span.start) {
      throw new Error(`${label} has no place, or goes back.`);
    }
    if (span.end > text.length) throw new Error(`${label} lies outside of the text.`);
    before = span;
  }
}

it.each(TOKENIZER_NAMES)(
  'any text is read within its bounds by %s',
  (name) => {
    const tokenizer = tokenizerNamed(name);
    flood(
      fc.property(anyText, (text) => {
        const { tokens } = tokenizer.tokenize(text, 10_000);
        requireTokens(tokenizer, tokens, text);
        const words = tokens.map(({ word }) => word!);
        expect(words).toEqual([...words].sort((a, b) => a - b));
      }),
      2000,
    );
  },
  PATIENCE,
);

it(
  'any text, with any other after it, is cut at one place for models of three vocabularies',
  () => {
    const [uncased, bytes, masked] = [
      tokenizerNamed('wordpiece-uncased'),
      tokenizerNamed('bytes-gpt2'),
      tokenizerNamed('bytes-roberta'),
    ];
    const [left, right] = [
      { can: MODELS.left.can, segments: 0 },
      { can: MODELS.right.can, segments: 0 },
    ];
    const readers = new Map([
      ['distilbert', { tokenizer: uncased, frame: distilbert.frame(uncased, left), maxTokens: 24 }],
      ['gpt2', { tokenizer: bytes, frame: gpt2.frame(bytes, right), maxTokens: 40 }],
      ['roberta', { tokenizer: masked, frame: roberta.frame(masked, left), maxTokens: 30 }],
    ]);
    flood(
      fc.property(anyText, fc.option(anyText), (text, pair) => {
        const { encodings, cut } = encode(readers, text, pair);
        for (const [name, { maxTokens }] of readers) {
          const { tokens, unread } = encodings.get(name)!;
          expect(tokens.length).toBeLessThanOrEqual(maxTokens);
          const own = [...tokens, ...unread].filter(({ special }) => !special);
          const end = own.findLast(({ word }) => word !== null)?.span?.end ?? 0;
          if (cut && !pair && end > cut.start) throw new Error(`${name} reads into what was cut.`);
        }
      }),
      2000,
    );
  },
  PATIENCE,
);

const refused = <Value>(make: () => Value): Value | null => {
  try {
    return make();
  } catch (error) {
    requireSentence(error);
    if (!(error instanceof TokenizerError || error instanceof FileError)) throw error;
    return null;
  }
};

it.each(['wordpiece-cased', 'bytes-roberta'] as const)(
  'a mutated tokenizer.json of %s is refused by name, or reads any text',
  (name) => {
    const sources = sourcesOf(name);
    flood(
      fc.property(mutatedJson(sources['tokenizer.json']), anyText, (json, text) => {
        const tokenizer = refused(() =>
          openTokenizer({ ...sources, 'tokenizer.json': parseJson(json, 'tokenizer.json') }),
        );
        if (tokenizer) requireTokens(tokenizer, tokenizer.tokenize(text, 50).tokens, text);
      }),
      1000,
    );
  },
  PATIENCE,
);

it(
  'a mutated tokenizer_config.json is refused by name, or reads any text',
  () => {
    const sources = sourcesOf('wordpiece-cased');
    flood(
      fc.property(mutatedJson(sources['tokenizer_config.json']), anyText, (json, text) => {
        const config = refused(() => parseJson(json, 'tokenizer_config.json'));
        const tokenizer = refused(() =>
          openTokenizer({ ...sources, 'tokenizer_config.json': config }),
        );
        if (!tokenizer) return;
        requireTokens(tokenizer, tokenizer.tokenize(text, 50).tokens, text);
        refused(() => distilbert.frame(tokenizer, { can: MODELS.left.can, segments: 0 }));
      }),
      500,
    );
  },
  PATIENCE,
);
