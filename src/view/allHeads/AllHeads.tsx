/** Every head of the models, large, over the whole page, with its name and, where it has one, its job. */
import { msg, t } from '#say';
import './allHeads.css';
import { useLayoutEffect, useRef } from 'react';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import type { Unit } from '../../analysis/attention/viewOptions.ts';
import type { Colormap } from '../../figures/colormap.ts';
import type { Comparison } from '../../model/trace.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { Rich } from '../kit/Rich.tsx';
import { ModelHeads } from './ModelHeads.tsx';

interface Props {
  readonly comparison: Comparison;
  readonly chosen: Readonly<Record<Side, HeadChoice>>;
  readonly by: Unit;
  readonly colormap: Colormap;
  /** The model that the keyboard begins at. */
  readonly first: Side;
  onHead(side: Side, choice: HeadChoice): void;
  onClose(): void;
}

export function AllHeads(props: Props) {
  const { comparison, chosen, by, colormap, first, onHead, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    element.showModal();
    element.querySelector<HTMLElement>(`[data-side="${first}"] [aria-pressed="true"]`)?.focus();
  }, [first]);
  return (
    <dialog className="all-heads" aria-labelledby="all-heads-title" ref={dialog} onClose={onClose}>
      <div className="all-heads-bar">
        <h2 id="all-heads-title">{t`All heads`}</h2>
        <p className="all-heads-lead">
          <Rich
            of={msg`Every row of a picture is a <token>token</token> that reads, every column one that is read. A job is named where this text gives enough of it.`}
          />
        </p>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {t`Close`}
        </button>
      </div>
      <div className="all-heads-models">
        {SIDES.map((side) => {
          const trace = comparison[side];
          return trace ? (
            <ModelHeads
              key={side}
              {...{ trace, by, colormap }}
              chosen={chosen[side]}
              onHead={(choice) => {
                onHead(side, choice);
                dialog.current?.close();
              }}
            />
          ) : null;
        })}
      </div>
    </dialog>
  );
}
