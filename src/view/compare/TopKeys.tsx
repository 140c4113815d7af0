/** What the row in focus reads, most first; without a focus, where the whole head's reading goes. */
import { msg, plural, say, t } from '#say';
import { type AttentionView, onTokens } from '../../analysis/attention/attentionView.ts';
import { axisTokens, type PointedCell, sameCell } from '../../analysis/attention/cell.ts';
import { cellOf } from '../../analysis/attention/rowsAndColumns.ts';
import { shareOfReading, topKeysOfRow } from '../../analysis/attention/topKeys.ts';
import { hiddenIn } from '../../sentences/captions.ts';
import { nameOf } from '../../sentences/phrase.ts';
import { KeepButton } from '../keep/KeepButton.tsx';
import type { Act } from '../kit/act.tsx';
import { type Bar, Bars } from '../kit/Bars.tsx';
import { memo } from '../kit/language.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { Rich } from '../kit/Rich.tsx';
import { useActions } from '../kit/store.tsx';
import { Verbatim } from '../kit/Verbatim.tsx';

interface Props {
  readonly attentionView: AttentionView;
  readonly active: PointedCell | null;
  readonly locked: PointedCell | null;
  readonly hideSpecials: boolean;
}

const SHOWN = 5;

const WHOLE = {
  head: msg`This head reads, in all`,
  layer: msg`This layer reads, in all`,
  all: msg`All heads read, in all`,
  rollout: msg`Read in all, as rollout estimates`,
} as const;

// A sum over all cells is not made again because the panel around it is measured.
export const TopKeys = memo(function TopKeys(props: Props) {
  const { attentionView, active, locked, hideSpecials } = props;
  const { lock } = useActions();
  const title = attentionView.model.name;
  const row = active?.row ?? null;
  const isRead = row !== null && row < attentionView.tokens.length;
  if (active && !isRead && attentionView.across === undefined) {
    return (
      <section className="reads">
        <h3>{t`${title} reads nothing here`}</h3>
        <p className="aside">{t`This position is not part of what ${title} has read.`}</p>
      </section>
    );
  }
  const isHidden = hiddenIn(attentionView, hideSpecials);
  const { entries, hidden } =
    row === null
      ? shareOfReading(attentionView, isHidden)
      : topKeysOfRow(attentionView.weights, attentionView.mask, row, isHidden);
  const others = entries.slice(SHOWN);
  /** The cell that a bar is of; without a row, the one of whoever reads the token most. */
  const actOf = (position: number): Act => {
    // A column is gone through for it, which nobody asks for while typing.
    const cell = () =>
      row === null
        ? cellOf(attentionView, 'column', position, isHidden)
        : { row, column: position };
    const isOn = locked !== null && sameCell(cell(), locked);
    return {
      title: t`Hold this cell`,
      isOn,
      press: () =>
        lock(isOn ? null : { ...onTokens(attentionView, cell()), side: attentionView.side }),
      release: () => lock(null),
    };
  };
  const bars: Bar[] = entries.slice(0, SHOWN).map(({ position, weight }) => ({
    key: position,
    label: <Label attentionView={attentionView} position={position} />,
    value: weight,
    act: actOf(position),
  }));
  if (others.length > 0) {
    const value = others.reduce((sum, { weight }) => sum + weight, 0);
    bars.push({
      key: 'others',
      label: t`${plural(others.length, { one: '# other', other: '# others' })}`,
      value,
      rest: true,
    });
  }
  const keep = async () =>
    (await import('./keep.ts')).keepTopKeys(attentionView, row, hideSpecials, SHOWN);
  if (hideSpecials) bars.push({ key: 'hidden', label: t`hidden`, value: hidden, rest: true });
  return (
    <section className="reads">
      <div className="keep-line">
        <h3>
          {row === null ? (
            say(WHOLE[attentionView.of])
          ) : (
            <Rich
              of={msg`${<PhraseText phrase={nameOf(axisTokens(attentionView), row)} />} reads`}
            />
          )}
        </h3>
        <KeepButton of={t`what is read in ${title}`} choices={[{ label: t`What is read`, keep }]} />
      </div>
      <Bars bars={bars} label={t`${title}: what is read`} tone="ink" />
    </section>
  );
});

function Label({ attentionView, position }: { attentionView: AttentionView; position: number }) {
  const label = attentionView.tokens[position]!.label;
  return (
    <Verbatim className="quoted" title={label}>
      {label}
    </Verbatim>
  );
}
