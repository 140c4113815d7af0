/** What was found in a file of attention, in words. */
import type { AttentionKind, CellPlace, Dump, DumpFinding, RowPlace } from '../model/dump.ts';
import type { Token } from '../text/token.ts';
import { headName } from './names.ts';
import { result } from './numbers/decimal.ts';
import { percent } from './numbers/percent.ts';
import { nameOf, type Phrase } from './phrase.ts';

type Read = Pick<Dump, 'tokens' | 'cross'>;

const some = (count: number, one: string, more = `${one}s`): string =>
  count === 1 ? `One ${one}` : `${count.toLocaleString('en')} ${more}`;

const readersOf = ({ tokens, cross }: Read, of: AttentionKind): readonly Token[] =>
  of === 'cross' && cross ? cross.queries : tokens;

/** "layer 2, head 3", with "of cross-attention" where it is not the text's attention to itself. */
const where = (of: AttentionKind, at: RowPlace): string =>
  `${headName(at)}${of === 'cross' ? ' of cross-attention' : ''}`;

/** "*cat* from *mat* in layer 2, head 3" */
function cell(dump: Read, of: AttentionKind, at: CellPlace): Phrase {
  const reader = nameOf(readersOf(dump, of), at.row);
  return [...reader, ' from ', ...nameOf(dump.tokens, at.column), ` in ${where(of, at)}`];
}

/** A sentence on a finding, or more where it needs a consequence. */
export function findingPhrase(dump: Read, finding: DumpFinding): Phrase {
  switch (finding.what) {
    case 'mask':
      if (finding.from === 'file') {
        return [`The file says that the mask is ${finding.causal ? '' : 'not '}causal.`];
      }
      return finding.causal
        ? ['No token reads a later one in any head, so the mask is taken to be causal.']
        : ['Tokens read later ones, so the mask is not causal.'];
    case 'future':
      return [
        'The file says that the mask is causal, but later tokens are read: ',
        ...cell(dump, 'self', finding.at),
        `, ${percent(finding.weight)}.`,
      ];
    case 'no future':
      return ['The file says that the mask is not causal, but no token reads a later one.'];
    case 'sums':
      return [
        `${some(finding.rows, 'row does', 'rows do')} not sum to 1: that of `,
        ...nameOf(readersOf(dump, finding.of), finding.at.row),
        ` in ${where(finding.of, finding.at)}, to ${result(finding.sum)}.`,
      ];
    case 'not finite':
      return [
        `${some(finding.weights, 'weight is no number', 'weights are no numbers')}, first of `,
        ...cell(dump, finding.of, finding.at),
        '.',
      ];
    case 'range':
      return [
        `Weights go from ${result(finding.least)} to ${result(finding.most)}, and attention from 0 to 1: these may be scores from before the softmax.`,
      ];
    case 'padding left out':
      return [
        `${some(finding.tokens, 'token')} of padding, which no other reads, ${finding.tokens === 1 ? 'is' : 'are'} left out.`,
      ];
    case 'padding read':
      return [`Padding is shown, because a token reads it: ${percent(finding.weight)}.`];
    case 'other text':
      return [
        'The text does not have ',
        { token: finding.label },
        ' where it should be: what is shown as the text is made of the tokens.',
      ];
    case 'no text':
      return ['The file has no text: what is shown as one is made of the tokens.'];
    case 'steps':
      return [`The rows of ${finding.steps} steps of writing were put together.`];
    case 'left out':
      return [`Not attention, and left out: ${finding.names.join(', ')}.`];
  }
}
