/** Another head of the same model with the chosen one, as a matrix on the same axes, cell below cell. */
import { t } from '#say';
import './secondHead.css';
import { type AttentionView, onAttentionView } from '../../analysis/attention/attentionView.ts';
import { type PointedCell, wholeCell } from '../../analysis/attention/cell.ts';
import { type HeadChoice, headsInOrder } from '../../analysis/attention/head.ts';
import type { Unit } from '../../analysis/attention/viewOptions.ts';
import { askAttentionView } from '../../analysis/onDemand/matrices.ts';
import type { Colormap } from '../../figures/colormap.ts';
import type { Trace } from '../../model/trace.ts';
import { readout } from '../../sentences/captions.ts';
import { headName, titleOf } from '../../sentences/names.ts';
import { SECOND } from '../../store/parameters.ts';
import { secondNow } from '../../store/selectors.ts';
import type { Together } from '../figures/scrollTogether.ts';
import type { ActOf } from '../kit/act.tsx';
import { memo } from '../kit/language.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { useAnswer } from '../kit/useAnswer.ts';
import { ChosenPicture } from './ChosenPicture.tsx';

const NONE: readonly HeadChoice[] = [];

interface Props {
  readonly trace: Trace;
  readonly by: Unit;
  readonly positions: number;
  readonly labelWidth: number;
  readonly together: Together;
  readonly isFitted: boolean;
  /** Of token positions. */
  readonly active: PointedCell | null;
  readonly locked: PointedCell | null;
  readonly colormap: Colormap;
  /** What the words of the readout do. */
  readonly actOf: ActOf;
}

export function SecondHead(props: Props) {
  const { trace, by } = props;
  const { side } = trace;
  const second = useSelector(secondNow)[side];
  const { set } = useActions();
  const view = useAnswer(
    () => second && askAttentionView(trace, second, { of: 'head', by }),
    [trace, second, by],
  );
  const { layers, heads } = trace;
  return (
    <div className="second">
      <label className="second-choice">
        {t`Another head`}
        <select
          className="select"
          aria-label={t`Another head of ${trace.model.name}`}
          value={second ? second.layer * heads + second.head : ''}
          onChange={({ currentTarget: { value } }) =>
            set({ [SECOND[side]]: value === '' ? null : headsInOrder(trace)[Number(value)]! })
          }
        >
          <Options {...{ layers, heads }} />
        </select>
      </label>
      {view ? <Second {...props} view={view} /> : null}
    </div>
  );
}

// Of a model, whatever it reads.
const Options = memo(function Options(model: Pick<Trace, 'layers' | 'heads'>) {
  return (
    <>
      <option value="">{t({ message: 'none', context: 'no other head' })}</option>
      {headsInOrder(model).map((each, index) => (
        <option key={headName(each)} value={index}>
          {headName(each)}
        </option>
      ))}
    </>
  );
});

function Second({ view, ...props }: Props & { readonly view: AttentionView }) {
  const { trace, positions, labelWidth, together, isFitted, colormap } = props;
  const [hideSpecials] = useParameter('specials');
  const active = props.active && onAttentionView(view, props.active);
  const locked = props.locked && onAttentionView(view, props.locked);
  const cell = wholeCell(active);
  return (
    <section
      className="second-picture"
      aria-label={t`${trace.model.name}, ${titleOf(view)}, beside`}
    >
      <p className="panel-head">{titleOf(view)}</p>
      <ChosenPicture
        {...{ trace, positions, labelWidth, together, isFitted, active, locked, colormap }}
        attentionView={view}
        also={NONE}
        source={null}
        onWalk={() => undefined}
      />
      <p className="readout">
        {cell ? (
          <PhraseText phrase={readout(view, cell, hideSpecials)} actOf={props.actOf} />
        ) : null}
      </p>
    </section>
  );
}
