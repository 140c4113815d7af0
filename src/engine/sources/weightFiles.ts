/** Which files of a folder are the weights of its model. */
import { SHARD_INDEX } from '../../model/weights/shards.ts';
import type { Folder } from './folder.ts';
import { SourceError } from './refusals.ts';

export const WEIGHTS = 'model.safetensors';

/** Weights in files that can hold programs. */
const PICKLED = /(\.(bin|pt|pth|ckpt|pkl|pickle)|\.bin\.index\.json)$/i;

/** Weights in forms of other programs. */
const OTHER = /\.(h5|msgpack|onnx|gguf|ggml|ot|tflite|npz|mlmodel|pb)$/i;

/** Files of these endings that hold no weights. */
const NO_WEIGHTS = /^(training_args|optimizer|scheduler|rng_state.*|scaler)\./i;

/** A file of weights, or the list of several. */
export type Chosen = { readonly file: string } | { readonly index: string };

/**
 * @param names of one folder.
 * @returns null where there is nothing that could be weights.
 * @throws SourceError when there are weights, but none that can be opened, or several.
 */
export async function chooseWeights(
  names: ReadonlySet<string>,
  { at, of, converted }: Pick<Folder, 'at' | 'of' | 'converted'>,
): Promise<Chosen | null> {
  if (names.has(WEIGHTS)) return { file: WEIGHTS };
  if (names.has(SHARD_INDEX)) return { index: SHARD_INDEX };
  const all = [...names].filter((name) => !name.includes('/'));
  const files = all.filter((name) => name.endsWith('.safetensors'));
  const [first, ...others] = files.filter((name) => !name.startsWith('adapter_'));
  if (first !== undefined && others.length === 0) return { file: first };
  if (first !== undefined) throw new SourceError({ code: 'severalWeights', files });
  if (all.some((name) => /^adapter_(config\.json|model\.)/.test(name))) {
    throw new SourceError({ code: 'adapter', at });
  }
  const pickled = all.filter((name) => PICKLED.test(name) && !NO_WEIGHTS.test(name));
  if (pickled.length > 0) {
    const revision = (await converted?.()) ?? null;
    throw new SourceError({ code: 'pickled', files: pickled, at, revision, onHub: of === 'hub' });
  }
  const other = all.filter((name) => OTHER.test(name));
  if (other.length > 0) throw new SourceError({ code: 'otherWeights', files: other, at });
  return null;
}
