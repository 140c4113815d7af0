/** Which views of the tool say what a file of the source says. */
import type { ViewOfTerms } from '../../src/lesson/viewTerms.ts';

/**
 * The first that fits a file: the views that say it. None, where what it says stands in no view: the lesson
 * explains its words itself, a picture that is kept is a file, and a script reads English.
 */
const VIEWS: readonly (readonly [files: RegExp, views: readonly ViewOfTerms[]])[] = [
  [/^src\/(?:view\/)?lesson\//, []],
  [/^src\/figures\/kept\/|\/keep[A-Z]?\w*\.ts$|^src\/view\/keep\/headGridOf/, []],
  [/^src\/view\/(?:compare|allHeads|alone|embed|present)\//, ['compare']],
  [/^src\/view\/step\//, ['step']],
  [/^src\/view\/measure\//, ['measure']],
  [/^src\/view\/match\//, ['match']],
  [/^src\/view\/keep\//, ['keep']],
  [/^src\/view\/open\//, ['open']],
  [/^src\/experiments\/slot\//, ['slot']],
  [/^src\/experiments\/words\//, ['words']],
  [/^src\/experiments\/write\//, ['continue']],
  [/^src\/experiments\/copy\//, ['copy']],
  [/^src\/experiments\/mask\//, ['mask']],
  [/^src\/experiments\/heads\//, ['heads']],
  [/^src\/experiments\/leak\//, ['leak']],
  [/^src\/experiments\/pair\//, ['pair']],
  [/^src\/experiments\/classify\//, ['classify']],
  [/^src\/sentences\/steps?\w*\.ts$/, ['step']],
  [/^src\/sentences\/match\.ts$/, ['match']],
  [/^src\/sentences\/(?:headClasses|metricTexts)\.ts$/, ['measure']],
  [/^src\/sentences\/(?:classTitles|metricTitles)\.ts$/, ['measure', 'compare']],
  [/^src\/sentences\/dump\.ts$/, ['open']],
  [/^src\/sentences\/(?:abilities|models)\.ts$/, ['open']],
  [/^src\/sentences\/slot\.ts$/, ['slot', 'mask', 'heads']],
  [/^src\/(?:engine\/sources|text|model)\//, ['open']],
  [/^src\/store\/prepare/, ['open']],
  [/^src\/view\/figures\//, ['compare']],
  [/./, ['page']],
];

export const viewsOf = (file: string): readonly ViewOfTerms[] =>
  VIEWS.find(([files]) => files.test(file))![1];
