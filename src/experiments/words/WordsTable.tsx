/** All surprisals as a table: the same picture for screen readers, and for copying. */
import { useState } from 'react';
import type { Guess, Surprisals } from '../../analysis/prediction/surprisals.ts';
import type { FullComparison } from '../../model/trace.ts';
import { bitsNumber } from '../../sentences/numbers/bits.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { isBlank } from '../../text/blank.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { Verbatim } from '../../view/kit/Verbatim.tsx';

const COLUMNS = ['bits', 'probability', 'rank', 'first guess'];

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
      <summary>Show as table</summary>
      {isOpen ? <Table {...props} /> : null}
    </details>
  );
}

function Table({ comparison, surprisals }: Props) {
  const { tokens, guesses, read } = surprisals;
  const title = 'Surprisal of every token, in bits';
  const why = (side: Side, position: number): string => {
    if (isBlank(tokens[position]!)) return 'blank';
    const { fillsBlanks } = comparison[side].model.can;
    if (fillsBlanks) return 'not yet';
    return position >= read ? 'not read' : 'cut otherwise';
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll words-table" aria-label={title} tabIndex={0}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">token</th>
            {SIDES.map((side) =>
              COLUMNS.map((column) => (
                <th key={`${side} ${column}`} scope="col" data-side={side}>
                  <span className="accent" translate="no">
                    {comparison[side].model.name}
                  </span>{' '}
                  {column}
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
      <td>{guess.rank.toLocaleString('en')}</td>
      <td>
        <Verbatim>{guess.first.label}</Verbatim>
      </td>
    </>
  );
}
