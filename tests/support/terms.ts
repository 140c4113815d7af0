/** How the page's English says each term of the glossary: its forms, so that a text can be asked for them. */

import { say } from '../../src/language/say.ts';
import { GLOSSARY } from '../../src/lesson/glossary.ts';

/** Where it is said otherwise than by its name, alone or with an s. */
const FORMS: Readonly<Record<string, string>> = {
  weight: 'attention weights?|weight',
  headmap: 'head maps?|heatmaps?',
  query: 'quer(?:y|ies)',
  mask: 'masks?|masked',
  causal: 'causal(?: masks?)?',
  subword: 'subwords?|word pieces?',
  vocabulary: 'vocabular(?:y|ies)',
  residual: 'residual streams?',
  hidden: 'hidden states?',
  logits: 'logits?',
  probability: 'probabilit(?:y|ies)|most probable',
  surprisal: 'surprisals?',
  entropy: 'entrop(?:y|ies)',
  mlm: 'masked language models?',
  blank: 'blanks?|\\[MASK\\]',
  nsp: 'next sentence prediction',
  cls: '\\[CLS\\]',
  sep: '\\[SEP\\]',
  endoftext: '<\\|endoftext\\|>',
  cache: 'KV cache|cache',
  pretraining: 'pre-?training',
  finetuning: 'fine-tun(?:ing|e|ed)',
  induction: 'induction(?: heads?)?',
  sink: '(?:attention )?sinks?',
  ablation: 'ablat(?:ion|ions|e|ed)',
  topk: 'top [kp]',
  matrix: 'matri(?:x|ces)',
  special: 'special tokens?',
  feedforward: 'feed-forward(?: layers?)?',
  norm: 'norms?|normalises',
  even: 'even reading|reading evenly|reads evenly|read evenly',
  divergence: 'divergences?',
  crossentropy: 'cross-entrop(?:y|ies)',
  likelihood: '(?:pseudo-)?log-likelihoods?',
  backend: 'backends?|WebGL|WASM',
  bidirectional: 'bidirectional',
};

const patterns: ReadonlyMap<string, RegExp> = new Map(
  GLOSSARY.map(({ id, name }) => [
    id,
    new RegExp(
      `(?<![\\p{L}\\p{N}_[-])(?:${FORMS[id] ?? `${say(name)}s?`})(?![\\p{L}\\p{N}_])`,
      'iu',
    ),
  ]),
);

/** What stands in a message's slots is said by others. */
const SLOT = /\{[^{},]*\}/g;

/** The terms that a message of the catalogue says, by their ids. @param message in ICU's syntax */
export function termsSaidBy(message: string): string[] {
  const words = message.replaceAll(SLOT, ' ');
  return [...patterns].filter(([, pattern]) => pattern.test(words)).map(([id]) => id);
}

/** The terms that a message explains where it says them. */
export const termsMarkedIn = (message: string): string[] =>
  [...message.matchAll(/<([a-z]+)>/g)].map(([, tag]) => tag!).filter((tag) => patterns.has(tag));
