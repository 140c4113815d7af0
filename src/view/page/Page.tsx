/** The whole page. */
import '../css/index.css';
import { useRef } from 'react';
import { useActions, useSelector } from '../kit/store.tsx';
import { useFocusKept } from '../kit/useFocusKept.ts';
import { Reading } from '../reading/Reading.tsx';
import { About } from './About.tsx';
import { Ask } from './Ask.tsx';
import { Boundary } from './Boundary.tsx';
import { Masthead } from './Masthead.tsx';
import { Foot, Notes } from './Notes.tsx';
import { Nothing } from './Nothing.tsx';
import { Notices } from './Notices.tsx';
import { PrintedLink } from './PrintedLink.tsx';

export function Page() {
  const comparison = useSelector((state) => state.comparison);
  const { linkToText } = useActions();
  const page = useRef<HTMLDivElement>(null);
  useFocusKept(page);
  return (
    <div className="page" ref={page}>
      <Masthead />
      <main>
        <Notices />
        <Ask />
        <Boundary name="reading" over={comparison} linkToText={linkToText}>
          {comparison ? <Reading comparison={comparison} /> : <Nothing />}
        </Boundary>
        <Notes />
        <About />
      </main>
      <PrintedLink />
      <Foot />
    </div>
  );
}
