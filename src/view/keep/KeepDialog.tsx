/** Keeps a picture: what it shows and how it looks is chosen beside it, then it is a file, an image or a link. */
import { type Message, msg, say, select, t } from '#say';
import { reasonOf } from '../../language/reason.ts';
import './keep.css';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type Around, cardOf, type Part } from '../../figures/kept/card.ts';
import { numbersOf } from '../../figures/kept/figure.ts';
import { csvOf, joined } from '../../figures/kept/numbers.ts';
import { LOOKS, type Look, styleOf, TYPE } from '../../figures/kept/style.ts';
import { paintSvg } from '../../figures/paintSvg.ts';
import { quoted } from '../../sentences/phrase.ts';
import { embedCode } from '../../store/embedCode.ts';
import { setLanguage } from '../../store/language.ts';
import { CopyField } from '../kit/CopyField.tsx';
import { useSaid } from '../kit/language.ts';
import { useSelector } from '../kit/store.tsx';
import { Terms } from '../kit/Terms.tsx';
import { copyText } from '../page/copyText.ts';
import { dataOf } from './data.ts';
import { copyImage, download, fontsFor, imageOf, measureText, paintOn, pngOf } from './files.ts';
import type { Keepable, Kept } from './keepable.ts';

const LOOK_NAMES: Readonly<Record<Look, Message>> = {
  light: msg({ message: 'Light', context: 'look of a picture' }),
  dark: msg({ message: 'Dark', context: 'look of a picture' }),
  print: msg`White paper`,
};

const SCALES = [1, 2, 4] as const;

/** What can be left off, in the order of the picture. */
const AROUND = [
  ['sentence', msg`Sentence`],
  ['caption', msg`Caption`],
  ['legend', msg`Legend`],
  ['link', msg`Link`],
] as const;

type Shown = Readonly<Record<(typeof AROUND)[number][0], boolean>>;

interface Props {
  readonly kept: Kept;
  /** What can be kept here, and which of it is shown. */
  readonly labels: readonly string[];
  readonly at: number;
  onPick(at: number): void;
  onClose(): void;
}

export function KeepDialog({
  kept: { of: kept, comparison, link },
  labels,
  at,
  onPick,
  onClose,
}: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const code = useRef<HTMLTextAreaElement>(null);
  const title = useId();
  const status = useSelector((state) => state.status);
  const language = useSelector(setLanguage);
  const [asked, setAsked] = useState(kept.asked);
  const [look, setLook] = useState<Look>(() => lookOfPage());
  const [scale, setScale] = useState<(typeof SCALES)[number]>(2);
  const [shown, setShown] = useState<Shown>({
    sentence: true,
    caption: true,
    legend: true,
    link: true,
  });
  const [said, setSaid] = useState<Message | string>('');
  const [measure, setMeasure] = useState(() => measureText());

  const part = asked !== null && asked < kept.parts.length ? asked : null;
  const parts = useMemo(
    () => kept.parts.filter((_, nth) => part === null || nth === part),
    [kept, part],
  );
  const sentence = comparison?.text ?? '';
  const caption = quoted((part !== null && kept.captions?.[part]) || kept.caption);
  const scene = useSaid(() => {
    const around: Around = {
      sentence: shown.sentence ? sentence : null,
      caption: shown.caption ? caption : null,
      link: shown.link ? link : null,
      hasLegend: shown.legend,
    };
    return cardOf(parts, around, styleOf(look, measure));
  }, [parts, shown, sentence, caption, link, look, measure]);

  useEffect(() => {
    dialog.current?.showModal();
    fontsFor(Object.values(TYPE)).then(
      // Words have other widths now.
      () => setMeasure(() => measureText()),
      // Other typefaces stand in for them.
      () => undefined,
    );
  }, []);
  useLayoutEffect(() => {
    if (canvas.current) paintOn(canvas.current, scene, Math.min(2, devicePixelRatio));
  }, [scene]);

  const stem = nameOf(kept, parts);
  const keep = (name: string, content: BlobPart, type: string) => {
    download(new Blob([content], { type }), name);
    setSaid(msg`${name} is on its way to your downloads.`);
  };
  async function keepPng() {
    try {
      download(await pngOf(scene, scale), `${stem}.png`);
      setSaid(msg`${`${stem}.png`} is on its way to your downloads.`);
    } catch (error) {
      setSaid(reasonOf(error));
    }
  }
  async function copyPng() {
    const png = pngOf(scene, scale);
    // Asked for again below, where it fails.
    png.catch(() => undefined);
    if (await copyImage(png)) setSaid(msg`The picture is on the clipboard.`);
    else {
      setSaid(msg`This browser does not let the page copy images: take the PNG, which is a file.`);
    }
  }
  const keepSvg = () =>
    keep(
      `${stem}.svg`,
      paintSvg(scene, {
        title: parts.map(titleOf).reduce((all, each) => t`${all}; ${each}`),
        description: [shown.sentence && sentence, shown.caption && caption, shown.link && link]
          .filter(Boolean)
          .join(' '),
        imageOf,
      }),
      'image/svg+xml',
    );
  const keepCsv = () => {
    const numbers = joined(
      parts.map(({ heading, subheading, figure }) => ({
        of: [heading, subheading],
        numbers: numbersOf(figure),
      })),
      ['model', 'figure'],
    );
    keep(`${stem}.csv`, csvOf(numbers), 'text/csv;charset=utf-8');
  };
  const keepJson = () => {
    if (!comparison) return;
    const weights = status.phase === 'ready' ? status.weights : null;
    keep(`${stem}.json`, dataOf(parts, { comparison, caption, weights, link }), 'application/json');
  };
  async function copy(what: 'link' | 'HTML', shownIn: HTMLTextAreaElement | null) {
    if (!shownIn) return;
    const isCopied = await copyText(shownIn.value, shownIn);
    setSaid(
      isCopied
        ? msg`The ${select(what, { link: 'link', other: 'HTML' })} is copied.`
        : msg`This browser does not let the page copy: the ${select(what, { link: 'link', other: 'HTML' })} is selected, copy it from here.`,
    );
  }

  return (
    <dialog className="keep" ref={dialog} aria-labelledby={title} onClose={onClose} closedby="any">
      <div className="keep-body">
        <div className="keep-head">
          <h2 id={title}>{t`Keep this picture`}</h2>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t`Close`}
          </button>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className="keep-preview" aria-label={t`Preview`} tabIndex={0}>
          <canvas
            ref={canvas}
            role="img"
            aria-label={t`Preview: ${caption}`}
            style={{ aspectRatio: `${scene.width} / ${scene.height}` }}
          />
        </section>
        <div className="keep-side">
          <div className="keep-choices">
            {labels.length > 1 ? (
              <Choice
                legend={t`Picture`}
                name="keep-picture"
                options={labels.map((label, value) => ({ value, label }))}
                value={at}
                onChoose={onPick}
              />
            ) : null}
            {kept.parts.length > 1 ? (
              <Choice
                legend={t({ message: 'Of', context: 'a picture of this model, or of both' })}
                name="keep-of"
                options={[
                  ...partNames(kept.parts).map((label, nth) => ({
                    value: nth as number | null,
                    label,
                  })),
                  { value: null, label: kept.parts.length > 2 ? t`All` : t`Both` },
                ]}
                value={part}
                onChoose={setAsked}
              />
            ) : null}
            <Choice
              legend={t`Look`}
              name="keep-look"
              options={LOOKS.map((value) => ({ value, label: say(LOOK_NAMES[value]) }))}
              value={look}
              onChoose={setLook}
            />
            <fieldset className="keep-around">
              <legend>{t({ message: 'With', context: 'what stands around a picture' })}</legend>
              {AROUND.map(([name, label]) => (
                <label key={name}>
                  <input
                    type="checkbox"
                    checked={shown[name]}
                    onChange={(event) =>
                      setShown({ ...shown, [name]: event.currentTarget.checked })
                    }
                  />
                  {say(label)}
                </label>
              ))}
            </fieldset>
            <Choice
              legend={t`PNG size`}
              name="keep-scale"
              options={SCALES.map((value) => ({ value, label: `${value}×` }))}
              value={scale}
              onChoose={setScale}
            />
          </div>
          <div className="keep-actions">
            <button type="button" className="button" onClick={keepPng}>
              PNG
            </button>
            <button type="button" className="button" onClick={keepSvg}>
              SVG
            </button>
            <button type="button" className="button" onClick={copyPng}>
              {t`Copy as image`}
            </button>
            <button
              type="button"
              className="button"
              onClick={keepCsv}
              title={t`Exactly the numbers that are drawn, in full precision`}
            >
              CSV
            </button>
            <button
              type="button"
              className="button"
              onClick={keepJson}
              title={t`Tokens, attention, mask, settings, models and link`}
            >
              JSON
            </button>
            <button type="button" className="button" onClick={() => copy('link', field.current)}>
              {t`Copy link`}
            </button>
            <button type="button" className="button" onClick={() => copy('HTML', code.current)}>
              {t`Copy embed code`}
            </button>
          </div>
          <p className="keep-said" role="status">
            {say(said)}
          </p>
          <CopyField ref={field} label={t`Link of this picture`} text={link} rows={2} />
          <CopyField
            ref={code}
            label={t`HTML that embeds this picture`}
            text={embedCode(link, sentence, language)}
            rows={2}
          />
          <Terms of="keep" />
        </div>
      </div>
    </dialog>
  );
}

interface ChoiceProps<Value> {
  readonly legend: string;
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  onChoose(value: Value): void;
}

function Choice<Value>({ legend, name, options, value, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset className="segments keep-choice">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.label}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** As the page looks now. */
function lookOfPage(): Look {
  const { theme } = document.documentElement.dataset;
  if (theme === 'light' || theme === 'dark') return theme;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** What parts are told apart by: models by their names, several figures of one by what they are. */
function partNames(parts: readonly Part[]): string[] {
  const headings = parts.map(({ heading }) => heading);
  if (new Set(headings).size === parts.length) return headings;
  return parts.map(titleOf);
}

const titleOf = ({ heading, subheading }: Part): string =>
  subheading ? t`${heading}, ${subheading}` : heading;

/** "sightlines-attention-mini-bert-layer-2-head-3" */
function nameOf({ name }: Keepable, parts: readonly Part[]): string {
  const told = parts.length === 1 ? [parts[0]!.heading, parts[0]!.subheading ?? ''] : [];
  return ['sightlines', name, ...told]
    .join('-')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/-+$/, '')
    .slice(0, 80);
}
