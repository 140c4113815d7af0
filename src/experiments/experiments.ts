/** The experiments in the order in which they are offered, and what links call them. */
import type { Experiment } from './experiment.ts';
import * as registry from './registry.ts';

export type ExperimentName = (typeof registry)[keyof typeof registry]['id'];

type Named = Experiment & { readonly id: ExperimentName };

const inOrder: readonly Named[] = Object.values<Named>(registry).sort((a, b) => a.place - b.place);

export const EXPERIMENTS: readonly ExperimentName[] = inOrder.map(({ id }) => id);

const byName = new Map(inOrder.map((each) => [each.id, each]));

export const experimentOf = (name: ExperimentName): Experiment => byName.get(name)!;
