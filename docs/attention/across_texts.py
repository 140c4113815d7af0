import json, torch
from safetensors.torch import save_file
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

name, text, target = "google-t5/t5-small", "translate English to German: The house is small.", "Das Haus ist klein."
tokenizer = AutoTokenizer.from_pretrained(name)
model = AutoModelForSeq2SeqLM.from_pretrained(name, attn_implementation="eager").eval()
inputs, wanted = tokenizer(text, return_tensors="pt"), tokenizer(target, return_tensors="pt")
with torch.no_grad():
    read = model(**inputs, decoder_input_ids=wanted["input_ids"], output_attentions=True)
tensors = {f"attentions.{layer}": each[0].contiguous() for layer, each in enumerate(read.encoder_attentions)}
tensors |= {f"cross.{layer}": each[0].contiguous() for layer, each in enumerate(read.cross_attentions)}
tokens = json.dumps(tokenizer.convert_ids_to_tokens(inputs["input_ids"][0]))
queries = json.dumps(tokenizer.convert_ids_to_tokens(wanted["input_ids"][0]))
metadata = {"model": name, "text": text, "tokens": tokens, "query_text": target, "query_tokens": queries}
save_file(tensors, "attention.safetensors", {"format": "sightlines-attention", "version": "1"} | metadata)
