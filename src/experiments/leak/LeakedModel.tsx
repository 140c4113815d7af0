/** Where a change in the text arrives in one model. */

import { useId, useMemo } from 'react';
import { t } from '#say';
import { klDivergence } from '../../analysis/prediction/distribution.ts';
import type { Colormap } from '../../figures/colormap.ts';
import type { Trace } from '../../model/trace.ts';
import { fineBits } from '../../sentences/numbers/fineBits.ts';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import type { Keepable } from '../../view/keep/keepable.ts';
import { Instruction } from '../../view/kit/Instruction.tsx';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import { useStateOf } from '../../view/kit/useStateOf.ts';
import type { Run } from '../run/useRun.ts';
import { LeakGrid, type Place } from './LeakGrid.tsx';
import { spreadOf } from './measure.ts';
import type { LeakFinding } from './run.ts';
import { leakSentence, placeSentence } from './sentences.ts';

interface Props {
  /** The model, as it reads the text as typed. */
  readonly trace: Trace;
  readonly run: Run<LeakFinding>;
  /** What to say while there is no finding. */
  readonly waiting: string | null;
  readonly active: number | null;
  /** The text that is shown. */
  readonly text: string;
  readonly colormap: Colormap;
  /** What moves in both models, to keep. */
  keep(): Promise<Keepable>;
}

export function LeakedModel({ trace, run, waiting, active, text, colormap, keep }: Props) {
  const { value } = run;
  // What is found may be of an older text.
  const [place, setPlace] = useStateOf<Place | null>(value?.text ?? text, null);
  const title = useId();
  const { side, model } = trace;
  return (
    <section
      className="finding leak-model"
      data-side={side}
      data-stale={run.isStale || undefined}
      aria-labelledby={title}
    >
      <div className="keep-line">
        <h2 id={title} className="accent" translate="no">
          {model.name}
        </h2>
        {value ? (
          <KeepButton
            of={t`what moves in ${model.name}`}
            choices={[{ label: t`What moves`, keep }]}
          />
        ) : null}
      </div>
      {value ? (
        <>
          <Summary finding={value} />
          <LeakGrid
            label={t`How far each token of ${model.name} moved, layer by layer`}
            finding={value}
            at={place}
            active={value.text === text ? active : null}
            colormap={colormap}
            onPlace={setPlace}
          />
          <p className="readout" aria-live="off">
            {place ? (
              <PhraseText
                phrase={placeSentence(
                  value.before.tokens,
                  { ...place, change: changeAt(value, place) },
                  value.changed,
                )}
              />
            ) : (
              <Instruction
                className="aside"
                point={t`Point at a place for its change in words.`}
                tap={t`Tap a place for its change in words.`}
              />
            )}
          </p>
        </>
      ) : (
        <p className="leak-sentence">{waiting}</p>
      )}
    </section>
  );
}

const changeAt = ({ changes, before }: LeakFinding, { layer, position }: Place) =>
  changes[layer * before.tokens.length + position]!;

function Summary({ finding }: { finding: LeakFinding }) {
  const { before, after, shuffled, changed, changes } = finding;
  const spread = useMemo(
    () => spreadOf(changes, before.tokens.length, changed),
    [changes, before, changed],
  );
  const word = shuffled ? null : after.tokens[changed[0]!]!.label;
  const { model, tokens, layers } = before;
  return (
    <div className="leak-sentence" aria-live="polite">
      <p>
        <PhraseText phrase={leakSentence(model.name, tokens, layers, { changed, word }, spread)} />
      </p>
      <p className="aside">{predictionSentence(finding)}</p>
    </div>
  );
}

/** How far the first prediction moved, where both readings have one at the same place. */
function predictionSentence({ before, after }: LeakFinding): string {
  const { fillsBlanks } = before.model.can;
  const [was, is] = [before.predictions[0], after.predictions[0]];
  if (!was?.distribution || !is?.distribution || was.index !== is.index) {
    return fillsBlanks ? t`Without a blank in the text it predicts nothing.` : '';
  }
  const away = fineBits(klDivergence(was.distribution, is.distribution));
  return fillsBlanks
    ? t`What it puts into the blank is ${away} away from before.`
    : t`What it writes next is ${away} away from before.`;
}
