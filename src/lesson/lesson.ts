/** The lesson: eight chapters, in order. */
import { attention } from './chapters/attention.ts';
import { decoder } from './chapters/decoder.ts';
import { encoder } from './chapters/encoder.ts';
import { giants } from './chapters/giants.ts';
import { heads } from './chapters/heads.ts';
import { sides } from './chapters/sides.ts';
import { slot } from './chapters/slot.ts';
import { uses } from './chapters/uses.ts';
import type { StepPlace } from './places.ts';
import type { Chapter, Step } from './step.ts';

export const CHAPTERS: readonly Chapter[] = [
  giants,
  attention,
  heads,
  encoder,
  decoder,
  slot,
  uses,
  sides,
];

export const chapterOf = (chapter: number): Chapter => CHAPTERS[chapter - 1]!;

export const stepOf = ({ chapter, step }: StepPlace): Step => chapterOf(chapter).steps[step - 1]!;
