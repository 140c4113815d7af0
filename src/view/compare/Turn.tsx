/**
 * Turns from one model to the other where the screen has room for one at a time. The panels lie beside each
 * other in a box that scrolls from one to the next, so that a swipe turns, too; cell, head and place on the
 * page stay as they are.
 */
import { t } from '#say';
import type { Side } from '../../text/token.ts';

interface Props {
  readonly sides: readonly { readonly side: Side; readonly name: string }[];
  readonly front: Side;
  onTurn(side: Side): void;
}

export function Turn({ sides, front, onTurn }: Props) {
  return (
    <fieldset className="turn">
      <legend className="visually-hidden">{t`Model in front`}</legend>
      {sides.map(({ side, name }) => (
        <label key={side} className="turn-side" data-side={side}>
          <input
            type="radio"
            name="front"
            className="turn-choice"
            checked={side === front}
            onChange={() => onTurn(side)}
          />
          <span className="turn-name" title={name} translate="no">
            {name}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
