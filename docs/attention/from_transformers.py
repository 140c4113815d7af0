import json, torch
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
