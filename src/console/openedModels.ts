/** `window.sightlines.models`: what stands in each place. */
import type { Engine, OpenModel } from '../engine/protocol.ts';
import type { Capabilities } from '../model/capabilities.ts';
import type { Side } from '../text/token.ts';

/** What stands in a place. */
export interface OpenedModel extends Omit<OpenModel, 'info' | 'notes'> {
  /** In full, and in a sentence. */
  readonly title: string;
  readonly name: string;
  readonly vocabulary: number;
  readonly capabilities: Capabilities;
}

function toldOf({ info, family, layers, heads, width, source, hash }: OpenModel): OpenedModel {
  const { title, name, vocabulary, can } = info;
  return {
    ...{ title, name, family, layers, heads, width, vocabulary, source, hash },
    capabilities: { ...can },
  };
}

/** Null before it has arrived. */
export function openedModels({
  models: { left, right },
}: Pick<Engine, 'models'>): Readonly<Record<Side, OpenedModel | null>> {
  return { left: left && toldOf(left), right: right && toldOf(right) };
}
