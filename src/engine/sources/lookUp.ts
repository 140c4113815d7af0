/**
 * Finds a model and says what it is, before its weights are fetched. Loads the families, and with them
 * TensorFlow.js: it is meant for a worker.
 */
import { openAddress } from './address.ts';
import type { Folder } from './folder.ts';
import type { Found } from './found.ts';
import { HUB, mayAsk } from './hosts.ts';
import { openHub } from './hub.ts';
import { inspect } from './inspect.ts';
import type { Network } from './network.ts';
import { openPicked } from './pickedFiles.ts';
import type { ModelSource } from './source.ts';

export interface LookUpOptions {
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal;
  /** The page's own address: beside the hub only its server is ever asked. */
  readonly page: URL;
  /** Where models are looked up by their ids; another server may have the hub's paths. */
  readonly hub?: URL;
}

/**
 * @throws SourceError in a sentence that says why the model cannot be opened, and what would do; the signal's reason.
 */
export async function lookUp(source: ModelSource, options: LookUpOptions): Promise<Found> {
  const { hub = new URL(HUB), page, fetch, signal } = options;
  const network: Network = { fetch, signal, allows: (url) => mayAsk(url, page, hub) };
  return inspect(await open(network, hub, source), source);
}

function open(network: Network, hub: URL, source: ModelSource): Promise<Folder> {
  switch (source.from) {
    case 'hub':
      return openHub(network, hub, source);
    case 'address':
      return openAddress(network, source);
    case 'files':
      return openPicked(source);
  }
}
