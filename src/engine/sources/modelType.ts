/** Models of other architectures, by the `model_type` of their config.json: refused by name, before anything is fetched. */
import { FAMILY_TYPES } from '../../model/families/registry.ts';
import { SourceError } from './refusals.ts';

/** Architectures of an encoder and a decoder that do not say so in every config.json. */
const ENCODER_DECODERS = new Set([
  ...[
    'bart',
    'mbart',
    'blenderbot',
    'blenderbot-small',
    'bigbird_pegasus',
    'encoder-decoder',
    'fsmt',
  ],
  ...[
    'led',
    'longt5',
    'm2m_100',
    'marian',
    'mt5',
    'mvp',
    'nllb-moe',
    'pegasus',
    'pegasus_x',
    'plbart',
  ],
  ...[
    'prophetnet',
    'speech-encoder-decoder',
    'speech_to_text',
    'switch_transformers',
    't5',
    'umt5',
  ],
  ...['vision-encoder-decoder', 'whisper', 'xlm-prophetnet'],
]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws SourceError when a parsed config.json names an architecture that is not computed here. */
export function requireFamily(config: unknown): void {
  if (!isRecord(config)) return;
  const { model_type: type, is_encoder_decoder: both } = config;
  if (typeof type !== 'string' || FAMILY_TYPES.includes(type)) return;
  const isBoth = both === true || ENCODER_DECODERS.has(type);
  throw new SourceError({
    code: isBoth ? 'encoderDecoder' : 'otherType',
    type,
    families: FAMILY_TYPES,
  });
}
