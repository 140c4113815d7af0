/** The whole page. */
import '../css/index.css';
import { Suspense, useRef } from 'react';
import { t } from '#say';
import { memo } from '../kit/language.ts';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { Terms } from '../kit/Terms.tsx';
import { useFocusKept } from '../kit/useFocusKept.ts';
import { Chooser } from '../open/Chooser.tsx';
import { Reading } from '../reading/Reading.tsx';
import { Ask } from './Ask.tsx';
import { afterPicture } from './afterPicture.ts';
import { Boundary } from './Boundary.tsx';
import { Foot } from './Foot.tsx';
import { lazily } from './lazily.tsx';
import { Masthead } from './Masthead.tsx';
import { Nothing } from './Nothing.tsx';
import { Notices } from './Notices.tsx';
import { PrintedLink } from './PrintedLink.tsx';

/** In the place of the tool, while the reader is in it. */
const Lesson = lazily(async () => (await import('../lesson/Lesson.tsx')).Lesson);

/** Below the pictures, of which they speak. */
const Notes = memo(lazily(afterPicture(async () => (await import('./Notes.tsx')).Notes)));

/** Stands under everything else: fetched once there is something to say. */
const About = memo(lazily(async () => (await import('./About.tsx')).About));

export function Page() {
  const comparison = useSelector((state) => state.comparison);
  const isKnown = useSelector((state) => state.about !== null);
  const [lesson] = useParameter('lesson');
  const { linkToText } = useActions();
  const page = useRef<HTMLDivElement>(null);
  useFocusKept(page);
  return (
    <div className="page" ref={page}>
      <Masthead />
      <main>
        <Notices />
        <Chooser />
        {lesson ? (
          <Boundary name="lesson" over={lesson} linkToText={linkToText}>
            <Suspense fallback={<p className="nothing">{t`Opening…`}</p>}>
              <Lesson place={lesson} />
            </Suspense>
          </Boundary>
        ) : (
          <>
            <Ask />
            <Boundary name="reading" over={comparison} linkToText={linkToText}>
              {comparison ? <Reading comparison={comparison} /> : <Nothing />}
            </Boundary>
            <Boundary name="notes" linkToText={linkToText}>
              <Suspense fallback={null}>{comparison ? <Notes /> : null}</Suspense>
            </Boundary>
            <Boundary name="about" linkToText={linkToText}>
              <Suspense fallback={null}>{isKnown ? <About /> : null}</Suspense>
            </Boundary>
            <Terms of="page" />
          </>
        )}
      </main>
      <PrintedLink />
      <Foot />
    </div>
  );
}
