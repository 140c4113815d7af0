import json
from safetensors.torch import save_file
from transformer_lens import TransformerBridge

name, text = "gpt2", "The animal didn't cross the street because it was too tired."
model = TransformerBridge.boot_transformers(name)
_, cache = model.run_with_cache(text)
tensors = {f"attentions.{layer}": cache["pattern", layer].contiguous() for layer in range(model.cfg.n_layers)}
tokens = json.dumps(model.to_str_tokens(text))
metadata = {"format": "sightlines-attention", "version": "1", "model": name, "text": text, "tokens": tokens}
save_file(tensors, "attention.safetensors", metadata)
