/** What writes attention of a model to a file, in Python: the scripts that `docs/dumps.md` explains, as they are run. */
export { default as ACROSS_TEXTS } from '../../../docs/attention/across_texts.py?raw';
export { default as FROM_LENS } from '../../../docs/attention/from_transformer_lens.py?raw';
export { default as FROM_TRANSFORMERS } from '../../../docs/attention/from_transformers.py?raw';
