/** What a token was drawn from: the model's own probabilities, and those that sampling made of them. */
import { msg, t } from '#say';
import { changesChances, type Draft } from '../../analysis/prediction/drawing.ts';
import type { Sampling } from '../../analysis/prediction/sampling.ts';
import { endOfText } from '../../sentences/endOfText.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { Rich } from '../../view/kit/Rich.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';

interface Props {
  readonly draft: Draft;
  /** Null for the end of the text. */
  readonly label: string | null;
  /** The token that ends a text; null for a model that cannot end one. */
  readonly end: number | null;
  readonly sampling: Sampling;
  readonly title: string;
}

export function Drawing({ draft, label, end, sampling, title }: Props) {
  const isChanged = changesChances(sampling);
  const { considered, id, p, drawn } = draft;
  const isListed = considered.some((each) => each.id === id);
  const rows = isListed
    ? considered
    : [...considered, { id, label: label ?? endOfText(), p, drawn }];
  return (
    <table className="drawing" data-both={isChanged || undefined}>
      <caption className="visually-hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">
            <Rich of={msg`<token>token</token>`} />
          </th>
          <td aria-hidden="true" />
          <th scope="col">{t`the model`}</th>
          {isChanged ? <th scope="col">{t`drawn with`}</th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((each) => (
          <tr key={each.id} data-drawn={each.id === id || undefined}>
            <th scope="row">
              {each.id === end ? (
                endOfText()
              ) : (
                <Verbatim className="quoted" title={each.label}>
                  {each.label}
                </Verbatim>
              )}
              {each.id === id ? <span className="visually-hidden"> {t`(drawn)`}</span> : null}
            </th>
            <td aria-hidden="true">
              <span className="bar-track">
                <span className="bar-fill" style={{ inlineSize: `${each.p * 100}%` }} />
                {isChanged ? (
                  <span className="bar-drawn" style={{ inlineSize: `${each.drawn * 100}%` }} />
                ) : null}
              </span>
            </td>
            <td>{percent(each.p)}</td>
            {isChanged ? <td>{each.drawn === 0 ? '–' : percent(each.drawn)}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
