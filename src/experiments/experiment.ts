/** What there is to know of an experiment before its code is fetched. */
import type { ReactElement } from 'react';
import type { Ability } from '../analysis/abilities.ts';
import type { ViewProps } from '../view/reading/views.ts';

/** What draws it. Said where it is fetched, so that no type of an experiment follows from its code. */
export type Component = Promise<(props: ViewProps) => ReactElement | null>;

export interface Experiment {
  /** What links call it. An id is never used again for another experiment. */
  readonly id: string;
  readonly title: string;
  /**
   * What one can find out there, as a question.
   *
   * @param nameOf what the model is called that can do something which the experiment needs
   */
  readonly question: (nameOf: (ability: Ability) => string) => string;
  /** Its place among the others, which are offered from what each model says to what it is good for. */
  readonly place: number;
  /** What the models need to be able to do, either of them. */
  readonly needs: readonly Ability[];
  readonly view: () => Component;
}
