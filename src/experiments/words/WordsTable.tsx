/** All surprisals as a table: the same picture for screen readers, and for copying. */
import { useState } from 'react';
import { say, t } from '#say';
import type { Guess, Surprisals } from '../../analysis/prediction/surprisals.ts';
import { number } from '../../language/intl.ts';
import type { FullComparison } from '../../model/trace.ts';
import { bitsNumber } from '../../sentences/numbers/bits.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { isBlank } from '../../text/blank.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import { COLUMNS } from './sentences.ts';

interface Props {
  readonly comparison: FullComparison;
  readonly surprisals: Surprisals;
}

export function WordsTable(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="as-table"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t`Show as table`}</summary>
      {isOpen ? <Table {...props} /> : null}
    </details>
  );
}

function Table({ comparison, surprisals }: Props) {
  const { tokens, guesses, read } = surprisals;
  const title = t`Surprisal of every token, in bits`;
  const why = (side: Side, position: number): string => {
    if (isBlank(tokens[position]!))
      return t({
        message: 'blank',
        comment: 'In a table, in the place of numbers: it is a blank.',
      });
    const { fillsBlanks } = comparison[side].model.can;
    if (fillsBlanks) return t`not yet`;
    return position >= read ? t`not read` : t`cut otherwise`;
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll words-table" aria-label={title} tabIndex={0}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t`token`}</th>
            {SIDES.map((side) =>
              COLUMNS.map((column, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their places
                <th key={`${side} ${at}`} scope="col" data-side={side}>
                  <span className="accent" translate="no">
                    {comparison[side].model.name}
                  </span>{' '}
                  {say(column)}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {tokens.map((token, position) =>
            token.special ? null : (
              // biome-ignore lint/suspicious/noArrayIndexKey: a position is what a row stands for
              <tr key={position}>
                <th scope="row">
                  <Verbatim>{token.label}</Verbatim>
                </th>
                {SIDES.map((side) => (
                  <Cells
                    key={side}
                    guess={guesses[side][position] ?? null}
                    why={why(side, position)}
                  />
                ))}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

function Cells({ guess, why }: { guess: Guess | null; why: string }) {
  if (!guess) return <td colSpan={COLUMNS.length}>{why}</td>;
  return (
    <>
      <td>{bitsNumber(guess.bits, 2)}</td>
      <td>{percent(guess.p, guess.p < 0.001 ? 4 : 1)}</td>
      <td>{number(guess.rank)}</td>
      <td>
        <Verbatim>{guess.first.label}</Verbatim>
      </td>
    </>
  );
}
