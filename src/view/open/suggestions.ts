/** Models of the hub to begin with, the smallest first. */
export const SUGGESTIONS = [
  'prajjwal1/bert-tiny',
  'google/bert_uncased_L-4_H-256_A-4',
  'distilbert/distilbert-base-uncased',
  'distilbert/distilgpt2',
  'FacebookAI/roberta-base',
  'openai-community/gpt2',
] as const;
