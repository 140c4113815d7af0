/** What there is to know of an experiment before its code is fetched. */
import type { ReactElement } from 'react';
import type { Message } from '#say';
import type { Ability } from '../analysis/abilities.ts';
import type { ViewProps } from '../view/reading/views.ts';

/** What draws it. Said where it is fetched, so that no type of an experiment follows from its code. */
export type Component = Promise<(props: ViewProps) => ReactElement | null>;

/** What one does with the models there. */
export const GROUPS = ['guess', 'write', 'break', 'probe'] as const;
export type Group = (typeof GROUPS)[number];

/** What a model is called that can do something which an experiment needs. */
export type NameOf = (ability: Ability) => string;

export interface Experiment {
  /** What links call it. An id is never used again for another experiment. */
  readonly id: string;
  readonly title: Message | string;
  /** The question in few words, beside the title. */
  readonly asks: Message | string;
  /** What one can find out there, as a question. */
  readonly question: (nameOf: NameOf) => Message;
  /** What one will see, as a sentence. */
  readonly sees: (nameOf: NameOf) => Message;
  readonly group: Group;
  /** Its place among the others: groups stay together. */
  readonly place: number;
  /** What the models need to be able to do, either of them. */
  readonly needs: readonly Ability[];
  readonly view: () => Component;
}
