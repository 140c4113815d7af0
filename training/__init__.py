"""Training side of Sightlines: corpus, tokenizer, mini-BERT, mini-GPT, evaluation, export."""
