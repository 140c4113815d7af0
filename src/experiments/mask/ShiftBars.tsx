/** A prediction before and after: each candidate with two bars on one axis from 0 to 1. */
import './shift.css';
import { msg, t } from '#say';
import type { Shift } from '../../analysis/prediction/shift.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { Rich } from '../../view/kit/Rich.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';

interface Props {
  readonly label: string;
  readonly shift: Shift;
}

const width = (p: number) => ({ inlineSize: `${Math.min(1, Math.max(0, p)) * 100}%` });

export function ShiftBars({ label, shift }: Props) {
  return (
    <>
      <p className="shift-key" aria-hidden="true">
        <span className="shift-was" /> {t`before`} <span className="shift-is" /> {t`after`}
      </p>
      <ol className="shift" aria-label={label}>
        {shift.rows.map(({ id, label: word, before, after, rankBefore, rankAfter }) => (
          <li key={id}>
            <Verbatim className="quoted" title={word}>
              {word}
            </Verbatim>
            <span className="shift-tracks" aria-hidden="true">
              <span className="bar-track">
                <span className="shift-was" style={width(before)} />
              </span>
              <span className="bar-track">
                <span className="shift-is" style={width(after)} />
              </span>
            </span>
            <span className="shift-values">
              <span>
                <span className="visually-hidden">{t`before`} </span>
                {percent(before)}
                <span className="shift-rank">
                  <span className="visually-hidden">{t`, rank`} </span>
                  <span aria-hidden="true">#</span>
                  {rankBefore}
                </span>
              </span>
              <span className="shift-now">
                <span className="visually-hidden">{t`, after`} </span>
                {percent(after)}
                <span className="shift-rank">
                  <span className="visually-hidden">{t`, rank`} </span>
                  <span aria-hidden="true">#</span>
                  {rankAfter}
                </span>
              </span>
            </span>
          </li>
        ))}
      </ol>
      <p className="aside">
        <Rich
          of={msg`<probability>Probabilities</probability> over the whole <vocabulary>vocabulary</vocabulary>; # is the place among all.`}
        />
      </p>
    </>
  );
}
