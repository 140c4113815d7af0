/** What is measured over, and how to read the table. */
import { type Message, msg, say, t } from '#say';
import { SCOPES, type Scope } from '../../store/choices.ts';
import { Rich } from '../kit/Rich.tsx';
import { useParameter } from '../kit/store.tsx';
import { notMeasurable } from './notMeasurable.ts';

const SCOPE_TITLES: Readonly<Record<Scope, Message>> = {
  text: msg`this text`,
  probes: msg`probe sentences`,
};

export function MeasureBar({ furthest }: { readonly furthest: number }) {
  const [over, setOver] = useParameter('over');
  const [hideSpecials] = useParameter('specials');
  return (
    <section className="measure-bar-top" aria-label={t`How to measure`}>
      <fieldset className="segments measure-scope">
        <legend className="visually-hidden">{t`Measured over`}</legend>
        <span className="measure-scope-title" aria-hidden="true">
          {t`Measured over`}
        </span>
        {SCOPES.map((scope) => (
          <label key={scope}>
            <input
              type="radio"
              name="over"
              checked={scope === over}
              onChange={() => setOver(scope)}
            />
            <span>{say(SCOPE_TITLES[scope])}</span>
          </label>
        ))}
      </fieldset>
      <ul className="measure-key" aria-label={t`Key`}>
        <li>
          <span className="measure-bar measure-sample" aria-hidden="true">
            <span className="measure-fill" style={{ inlineSize: '70%' }} />
            <span className="measure-tick" style={{ insetInlineStart: '30%' }} />
          </span>
          <span>
            <Rich
              of={msg`from 0 to 1; distance from 0 to ${furthest} <token>tokens</token>. The tick: a <head>head</head> that reads evenly`}
            />
          </span>
        </li>
        <li>
          <span className="measure-bar measure-sample" data-state="forbidden" aria-hidden="true" />
          <span>
            <Rich of={msg`forbidden by the <mask>mask</mask>`} />
          </span>
        </li>
        <li>
          <span className="measure-unmeasured">{notMeasurable()}</span> {t`not measurable here`}
        </li>
      </ul>
      {hideSpecials ? (
        <p className="aside">
          {t`You hide special tokens in the pictures. The metrics still count them, always.`}
        </p>
      ) : null}
    </section>
  );
}
