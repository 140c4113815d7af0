/** What was found in a file of attention, in words. */
import { msg, t } from '#say';
import { list, number } from '../language/intl.ts';
import type { AttentionKind, CellPlace, Dump, DumpFinding, RowPlace } from '../model/dump.ts';
import type { Token } from '../text/token.ts';
import { headName } from './names.ts';
import { result } from './numbers/decimal.ts';
import { percent } from './numbers/percent.ts';
import { nameOf, type Phrase, phrase } from './phrase.ts';

type Read = Pick<Dump, 'tokens' | 'cross'>;

const readersOf = ({ tokens, cross }: Read, of: AttentionKind): readonly Token[] =>
  of === 'cross' && cross ? cross.queries : tokens;

/** "layer 2, head 3", with "of cross-attention" where it is not the text's attention to itself. */
const where = (of: AttentionKind, at: RowPlace): string =>
  of === 'cross' ? t`${headName(at)} of cross-attention` : headName(at);

/** "*cat* from *mat* in layer 2, head 3" */
function cell(dump: Read, of: AttentionKind, at: CellPlace): Phrase {
  const reader = nameOf(readersOf(dump, of), at.row);
  return phrase(msg`${reader} from ${nameOf(dump.tokens, at.column)} in ${where(of, at)}`);
}

/** A sentence on a finding, or more where it needs a consequence. */
export function findingPhrase(dump: Read, finding: DumpFinding): Phrase {
  switch (finding.what) {
    case 'mask':
      if (finding.from === 'file') {
        return finding.causal
          ? [t`The file says that the mask is causal.`]
          : [t`The file says that the mask is not causal.`];
      }
      return finding.causal
        ? [t`No token reads a later one in any head, so the mask is taken to be causal.`]
        : [t`Tokens read later ones, so the mask is not causal.`];
    case 'future':
      return phrase(
        msg`The file says that the mask is causal, but later tokens are read: ${cell(dump, 'self', finding.at)}, ${percent(finding.weight)}.`,
      );
    case 'no future':
      return [t`The file says that the mask is not causal, but no token reads a later one.`];
    case 'sums': {
      const { of, at, rows } = finding;
      const reader = nameOf(readersOf(dump, of), at.row);
      const sum = result(finding.sum);
      const place = where(of, at);
      return rows === 1
        ? phrase(msg`One row does not sum to 1: that of ${reader} in ${place}, to ${sum}.`)
        : phrase(
            msg`${number(rows)} rows do not sum to 1: that of ${reader} in ${place}, to ${sum}.`,
          );
    }
    case 'not finite': {
      const { of, at, weights } = finding;
      const first = cell(dump, of, at);
      return weights === 1
        ? phrase(msg`One weight is no number, first of ${first}.`)
        : phrase(msg`${number(weights)} weights are no numbers, first of ${first}.`);
    }
    case 'range':
      return [
        t`Weights go from ${result(finding.least)} to ${result(finding.most)}, and attention from 0 to 1: these may be scores from before the softmax.`,
      ];
    case 'padding left out':
      return finding.tokens === 1
        ? [t`One token of padding, which no other reads, is left out.`]
        : [t`${number(finding.tokens)} tokens of padding, which no other reads, are left out.`];
    case 'padding read':
      return [t`Padding is shown, because a token reads it: ${percent(finding.weight)}.`];
    case 'other text': {
      const word = { token: finding.label };
      return phrase(
        msg`The text does not have ${word} where it should be: what is shown as the text is made of the tokens.`,
      );
    }
    case 'no text':
      return [t`The file has no text: what is shown as one is made of the tokens.`];
    case 'steps':
      return [t`The rows of ${finding.steps} steps of writing were put together.`];
    case 'left out':
      return [t`Not attention, and left out: ${list(finding.names, 'each')}.`];
  }
}
