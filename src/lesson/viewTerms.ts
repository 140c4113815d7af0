/**
 * The terms that each of the tool's views says, by the glossary's ids: those of its sentences, and those of its
 * buttons, labels and titles. A test holds the lists to the catalogue.
 */
export const VIEW_TERMS = {
  compare:
    'attention weight head headmap layer score softmax mask token position vocabulary probability entropy blank induction sink rollout matrix special crossattention',
  step: 'weight head layer query key value score softmax mask token vocabulary residual logits probability blank matrix norm attribution',
  measure:
    'attention weight head layer key mask token entropy cls sep endoftext induction sink weights special even',
  match: 'weight head layer mask token bit blank special counterpart divergence crossattention',
  slot: 'mask token probability surprisal bit entropy blank weights rank',
  words: 'token probability surprisal bit blank rank likelihood',
  continue: 'token probability bit blank temperature seed topk rank',
  copy: 'head token bit incontext induction rank',
  mask: 'attention weight head layer mask causal bidirectional token vocabulary probability blank weights rank',
  heads: 'attention head layer token vocabulary probability blank weights rank divergence',
  leak: 'layer token hidden blank seed',
  pair: 'attention weight head mask token position bit blank segment matrix special',
  classify: 'layer hidden bit blank finetuning features weights loss crossentropy classifier',
  /** The dialog that keeps a picture. */
  keep: 'attention mask token',
  /** The dialog that opens a model. */
  open: 'attention weight head layer score softmax mask causal encoder decoder token vocabulary blank weights cache matrix special tokenizer crossattention',
  /** What stands around the views: what its own sentences explain where they say it is not here. */
  page: 'causal bidirectional position blank weights counterpart backend trigram',
} as const satisfies Readonly<Record<string, string>>;

export type ViewOfTerms = keyof typeof VIEW_TERMS;
