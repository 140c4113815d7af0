/** What writes attention of a model to a file, in Python: as `docs/dumps.md` has it. */

/** With `transformers`, of any model that gives its attention. */
export const WITH_TRANSFORMERS = `import json, torch
from safetensors.torch import save_file
from transformers import AutoModel, AutoTokenizer

name, text = "bert-base-uncased", "The animal didn't cross the street because it was too tired."
tokenizer = AutoTokenizer.from_pretrained(name)
model = AutoModel.from_pretrained(name, attn_implementation="eager").eval()
inputs = tokenizer(text, return_tensors="pt")
with torch.no_grad():
    attentions = model(**inputs, output_attentions=True).attentions
tensors = {f"attentions.{layer}": each[0].contiguous() for layer, each in enumerate(attentions)}
tokens = json.dumps(tokenizer.convert_ids_to_tokens(inputs["input_ids"][0]))
metadata = {"format": "sightlines-attention", "version": "1", "model": name, "text": text, "tokens": tokens}
save_file(tensors, "attention.safetensors", metadata)
`;

/** With TransformerLens. */
export const WITH_LENS = `import json
from safetensors.torch import save_file
from transformer_lens import TransformerBridge

name, text = "gpt2", "The animal didn't cross the street because it was too tired."
model = TransformerBridge.boot_transformers(name)
_, cache = model.run_with_cache(text)
tensors = {f"attentions.{layer}": cache["pattern", layer].contiguous() for layer in range(model.cfg.n_layers)}
tokens = json.dumps(model.to_str_tokens(text))
metadata = {"format": "sightlines-attention", "version": "1", "model": name, "text": text, "tokens": tokens}
save_file(tensors, "attention.safetensors", metadata)
`;
