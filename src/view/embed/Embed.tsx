/** A picture in another page: its sentence, the picture, and the way to the whole page. */
import { t } from '#say';
import '../css/index.css';
import './embed.css';
import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { firstTouch } from '../../store/firstTouch.ts';
import { isStale, textNow } from '../../store/selectors.ts';
import { hasOtherLetters } from '../../text/script.ts';
import { AlonePicture } from '../alone/AlonePicture.tsx';
import { useColormap } from '../kit/hooks.ts';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { Verbatim } from '../kit/Verbatim.tsx';
import { Boundary } from '../page/Boundary.tsx';
import { lazily } from '../page/lazily.tsx';
import { Nothing } from '../page/Nothing.tsx';
import { Notices } from '../page/Notices.tsx';
import { ReadsEnglish } from '../page/ReadsEnglish.tsx';
import { SentenceField } from '../page/SentenceField.tsx';
import { StatusLine } from '../page/StatusLine.tsx';
import { useWantedHeight } from './useWantedHeight.ts';

export function Embed() {
  const frame = useRef<HTMLDivElement>(null);
  const comparison = useSelector((state) => state.comparison);
  const stale = useSelector(isStale);
  const [fixed] = useParameter('fixed');
  const { linkToText } = useActions();
  const colormap = useColormap();
  useWantedHeight(frame);
  return (
    <main className="embed" ref={frame}>
      <div className="embed-head">
        {fixed ? <Sentence /> : <SentenceBox />}
        <Notices />
        <Opening />
      </div>
      <div className="embed-figure" aria-busy={stale} data-stale={stale || undefined}>
        <Boundary name="embed" over={comparison} linkToText={linkToText}>
          {comparison ? <AlonePicture {...{ comparison, colormap }} /> : <Nothing />}
        </Boundary>
      </div>
      <Foot />
    </main>
  );
}

const OpeningLines = lazily(async () => (await import('../open/OpeningLines.tsx')).OpeningLines);

/** What the link shows is on its way, or has to be agreed to or chosen. */
function Opening() {
  const isOpening = useSelector(({ openings }) => Boolean(openings.left ?? openings.right));
  return <Suspense fallback={null}>{isOpening ? <OpeningLines /> : null}</Suspense>;
}

function Sentence() {
  const text = useSelector(textNow);
  return (
    <h1 className="embed-sentence" dir="auto">
      <Verbatim>{text}</Verbatim>
    </h1>
  );
}

function SentenceBox() {
  const text = useSelector(textNow);
  const { typeText } = useActions();
  return (
    <>
      <SentenceField text={text} onType={typeText} aria-label={t`Type a sentence`} />
      {hasOtherLetters(text) ? <ReadsEnglish text={text} /> : null}
    </>
  );
}

/** The models are on their way only once they are wanted. */
function Foot() {
  const values = useSelector((state) => state.values);
  const [isTouched, setTouched] = useState(values.preset === null);
  const { share } = useActions();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the link is of the values
  const { link } = useMemo(share, [values, share]);
  useEffect(() => {
    void firstTouch().then(() => setTouched(true));
  }, []);
  return (
    <footer className="embed-foot">
      {isTouched ? <StatusLine /> : null}
      <a href={link} target="_blank" rel="noopener">
        {t`Open in Sightlines`}
      </a>
    </footer>
  );
}
