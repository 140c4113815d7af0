import json
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

name, text = "gpt2", "Once upon a time"
tokenizer = AutoTokenizer.from_pretrained(name)
model = AutoModelForCausalLM.from_pretrained(name, attn_implementation="eager").eval()
inputs = tokenizer(text, return_tensors="pt")
written = model.generate(**inputs, max_new_tokens=20, return_dict_in_generate=True, output_attentions=True)
steps = enumerate(written.attentions)
tensors = {f"attentions.{step}.{layer}": each.contiguous() for step, all in steps for layer, each in enumerate(all)}
tokens = json.dumps(tokenizer.convert_ids_to_tokens(written.sequences[0]))
metadata = {"format": "sightlines-attention", "version": "1", "model": name, "tokens": tokens}
save_file(tensors, "attention.safetensors", metadata)
