/** Keeps in the store what the engine says of itself: its state, whose models run, their figures. */
import { clientOf } from '../engine/modelClient.ts';
import type { Engine } from '../engine/protocol.ts';
import { readAbout } from './about.ts';
import type { PageStore } from './pageStore.ts';

/**
 * The client stays the same while the models recover, and is another once weights have arrived that are
 * not those of before.
 */
export function followEngine(store: PageStore, engine: Engine): () => void {
  let known: string | null = null;
  function look() {
    const { status, models } = engine;
    if (status.phase !== 'ready') {
      store.setState({ status });
      return;
    }
    const { left, right } = models;
    const { weights } = status;
    const pair = JSON.stringify([weights.left, left?.source, weights.right, right?.source]);
    // The first weights to arrive are those that the client has waited for.
    const isOther = known !== null && known !== pair;
    known = pair;
    store.setState({ status, models, ...(isOther && { client: clientOf(engine) }) });
  }
  const unsubscribe = engine.subscribe(look);
  look();
  engine.manifest
    .then((text) => store.setState({ about: readAbout(text) }))
    // The models can be used without their figures.
    .catch(() => undefined);
  return unsubscribe;
}
