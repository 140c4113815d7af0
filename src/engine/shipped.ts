/** The models that are published with the page. */
import type { ModelInfo } from '../model/capabilities.ts';
import type { Side } from '../text/token.ts';

/** What a model is called. */
export type ModelNames = Pick<ModelInfo, 'title' | 'name'>;

/** A model that is published with the page. */
export interface ShippedModel extends ModelNames {
  /** Under `models/`. */
  readonly folder: 'mini-bert' | 'mini-gpt';
}

/** The pair that a comparison begins with. */
export const SHIPPED: Readonly<Record<Side, ShippedModel>> = {
  left: { folder: 'mini-bert', title: 'mini-BERT', name: 'BERT' },
  right: { folder: 'mini-gpt', title: 'mini-GPT', name: 'GPT' },
};
