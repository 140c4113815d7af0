/** Every term of the page in one plain sentence. */
import { type Message, msg } from '#say';

export interface Term {
  /** What tags call it. */
  readonly id: string;
  readonly name: Message;
  readonly says: Message;
}

const term = (id: string, name: Message, says: Message): Term => ({ id, name, says });

export const GLOSSARY: readonly Term[] = [
  term(
    'transformer',
    msg`Transformer`,
    msg`A network made of layers in which every token of a text reads others by attention (Vaswani et al. 2017).`,
  ),
  term(
    'attention',
    msg`attention`,
    msg`How a token draws on others: it mixes their values in shares that depend on how well its query fits their keys.`,
  ),
  term(
    'weight',
    msg`attention weight`,
    msg`The share, from 0 to 1, that one token takes of another in one head; the weights of a row add up to 1.`,
  ),
  term(
    'head',
    msg`head`,
    msg`One reader in a layer, with queries, keys and values of its own; each layer has several side by side.`,
  ),
  term(
    'headmap',
    msg`head map`,
    msg`The picture of one head: a row for each token that reads, a column for each that is read, darker for more.`,
  ),
  term(
    'layer',
    msg`layer`,
    msg`One round of reading: several heads and a small network on each token, whose results the next layer reads.`,
  ),
  term(
    'query',
    msg`query`,
    msg`The numbers with which a token asks: they are compared with the keys of all tokens that it may read.`,
  ),
  term('key', msg`key`, msg`The numbers by which a token is found, like the label on a box.`),
  term(
    'value',
    msg`value`,
    msg`The numbers that are taken over from a token that is read, like what is in the box.`,
  ),
  term(
    'score',
    msg`score`,
    msg`How well a query fits a key: the sum of their products, number by number.`,
  ),
  term(
    'softmax',
    msg`softmax`,
    msg`Makes shares of scores: e to the power of each, divided by the sum of all, so that they are positive and add up to 1.`,
  ),
  term(
    'mask',
    msg`mask`,
    msg`The rule which token may read which; where it forbids, the weight is exactly 0.`,
  ),
  term(
    'causal',
    msg`causal mask`,
    msg`A mask that lets a token read itself and what came before it, never what comes later.`,
  ),
  term(
    'bidirectional',
    msg`bidirectional`,
    msg`Reading both ways: a token may read what stands before it and what stands after it.`,
  ),
  term(
    'encoder',
    msg`encoder`,
    msg`A model that turns a whole text into vectors, each of which may draw on all of it, as BERT does.`,
  ),
  term(
    'decoder',
    msg`decoder`,
    msg`A model that reads from the left and says what comes next, as GPT does.`,
  ),
  term(
    'token',
    msg`token`,
    msg`The unit that a model reads: a frequent word, a piece of a rarer one, or a mark.`,
  ),
  term('subword', msg`subword`, msg`A token that is only a piece of a word.`),
  term('vocabulary', msg`vocabulary`, msg`The fixed list of all tokens that a model knows.`),
  term(
    'embedding',
    msg`embedding`,
    msg`The vector that a token is looked up as, before anything has been read.`,
  ),
  term(
    'position',
    msg`position`,
    msg`The place of a token in the text, counted from 0, which is mixed into its vector.`,
  ),
  term(
    'residual',
    msg`residual stream`,
    msg`What a token carries from layer to layer, to which every head adds.`,
  ),
  term('hidden', msg`hidden state`, msg`The vector of a token after a layer.`),
  term(
    'logits',
    msg`logits`,
    msg`One number for each token of the vocabulary, from which softmax makes probabilities.`,
  ),
  term(
    'probability',
    msg`probability`,
    msg`How likely a model holds a token to be, from 0 to 1, over its whole vocabulary.`,
  ),
  term(
    'surprisal',
    msg`surprisal`,
    msg`How unexpected a word was: minus the logarithm to base 2 of its probability, in bits.`,
  ),
  term(
    'bit',
    msg`bit`,
    msg`The unit of surprise: 1 bit is a coin toss, and each bit more is half as likely.`,
  ),
  term(
    'entropy',
    msg`entropy`,
    msg`How undecided a set of shares is: 0 where one has all, most where all have the same.`,
  ),
  term(
    'mlm',
    msg`masked language model`,
    msg`A model that was trained to fill in tokens that were taken out of a text.`,
  ),
  term(
    'blank',
    msg`the blank, [MASK]`,
    msg`BERT’s blank: it stands in the place of a token that is to be guessed; GPT has none.`,
  ),
  term(
    'nsp',
    msg`next sentence prediction`,
    msg`BERT’s second task in training: whether one sentence followed another in a text.`,
  ),
  term('segment', msg`segment`, msg`Which of two sentences a token belongs to, as BERT is told.`),
  term(
    'cls',
    msg`[CLS]`,
    msg`The mark that BERT puts before a text; answers about the whole are read off its vector.`,
  ),
  term('sep', msg`[SEP]`, msg`The mark that BERT puts after each sentence.`),
  term(
    'endoftext',
    msg`<|endoftext|>`,
    msg`The mark that GPT puts before a text; when it writes it, the text is over.`,
  ),
  term(
    'nexttoken',
    msg`next-token prediction`,
    msg`Saying at each place of a text which token comes next: GPT’s only task in training.`,
  ),
  term(
    'autoregressive',
    msg`autoregressive`,
    msg`Writing token by token, each chosen in view of all before it.`,
  ),
  term(
    'cache',
    msg`KV cache`,
    msg`Keys and values of the text so far, kept so that only the new token has to be computed.`,
  ),
  term(
    'pretraining',
    msg`pre-training`,
    msg`Learning from much plain text, before any particular task.`,
  ),
  term(
    'finetuning',
    msg`fine-tuning`,
    msg`Training a model on for one task, with labelled examples.`,
  ),
  term(
    'features',
    msg`features`,
    msg`What a model makes of a sentence, as a list of numbers that another layer can learn from.`,
  ),
  term(
    'incontext',
    msg`in-context learning`,
    msg`Going on with a pattern that stands in the text, without any change to the weights.`,
  ),
  term('fewshot', msg`few-shot`, msg`Giving a model a few examples of a task in the prompt.`),
  term('prompt', msg`prompt`, msg`The text that a model is given to go on from.`),
  term(
    'induction',
    msg`induction head`,
    msg`A head that looks for where its token stood before and reads what came after it (Olsson et al. 2022).`,
  ),
  term(
    'sink',
    msg`attention sink`,
    msg`A token that nearly all rows read, often the first or a mark, where attention rests (Xiao et al. 2023).`,
  ),
  term('ablation', msg`ablation`, msg`Switching a part of a model off, to see what it was worth.`),
  term(
    'weights',
    msg`weights`,
    msg`The numbers that training has found; all that a model knows is in them.`,
  ),
  term(
    'parameters',
    msg`parameters`,
    msg`Another word for weights; their number is the size of a model.`,
  ),
  term('checkpoint', msg`checkpoint`, msg`The files in which a trained model is kept.`),
  term('context', msg`context`, msg`The text that a model has before it when it answers.`),
  term(
    'loss',
    msg`loss`,
    msg`The number that training makes small; for GPT the mean surprisal of the next token.`,
  ),
  term(
    'temperature',
    msg`temperature`,
    msg`How freely a token is drawn: 0 always takes the most probable one, more makes rare ones likelier.`,
  ),
  term(
    'seed',
    msg`seed`,
    msg`The number that all chance is drawn from: the same one draws the same.`,
  ),
  term(
    'topk',
    msg`top k, top p`,
    msg`Limits on what is drawn from: the k most probable tokens, or as many as make up the share p.`,
  ),
  term(
    'rollout',
    msg`rollout`,
    msg`An estimate of what reaches a token from the input through all layers (Abnar and Zuidema 2020).`,
  ),
  term('matrix', msg`matrix`, msg`A table of numbers with a row and a column for each token.`),
  term(
    'rank',
    msg`rank`,
    msg`The place of a token among all that a model could have said, most probable first.`,
  ),
  term(
    'special',
    msg`special token`,
    msg`A mark that stands for no word, such as [CLS], [SEP] or <|endoftext|>.`,
  ),
  term('tokenizer', msg`tokenizer`, msg`What cuts a text into the tokens that a model knows.`),
  term(
    'feedforward',
    msg`feed-forward layer`,
    msg`The small network in each layer that works on one token at a time, after attention has mixed them.`,
  ),
  term(
    'norm',
    msg`layer norm`,
    msg`A step that brings the numbers of a vector to one scale before they are used further.`,
  ),
  term(
    'attribution',
    msg`direct logit attribution`,
    msg`What one head adds to a prediction straight away, without what later layers make of it (Elhage et al. 2021).`,
  ),
  term(
    'even',
    msg`even reading`,
    msg`Reading all that the mask allows in equal shares: what a head is measured against.`,
  ),
  term(
    'counterpart',
    msg`counterpart`,
    msg`The head of the other model that reads most like this one.`,
  ),
  term(
    'divergence',
    msg`divergence`,
    msg`How far one set of shares is from another, in bits: 0 where they are the same; Jensen–Shannon’s is at most 1.`,
  ),
  term(
    'crossentropy',
    msg`cross-entropy`,
    msg`The mean surprisal of the right answers: the lower it is, the better they are guessed.`,
  ),
  term(
    'likelihood',
    msg`log-likelihood`,
    msg`The logarithm of the probability that a model gives to a whole text: minus the sum of its surprisals.`,
  ),
  term(
    'classifier',
    msg`classifier`,
    msg`A layer that learns to tell classes apart by a model’s features; it is also called a head.`,
  ),
  term(
    'crossattention',
    msg`cross-attention`,
    msg`Attention from one text to another, as a decoder that translates reads what it translates from.`,
  ),
  term(
    'backend',
    msg`backend`,
    msg`What does the arithmetic in the browser: the graphics card (WebGL), compiled code (WASM), or plain JavaScript (CPU).`,
  ),
  term(
    'trigram',
    msg`trigram`,
    msg`Guessing a token from the two before it alone, by counting: what a model has to beat.`,
  ),
];

const BY_ID: ReadonlyMap<string, Term> = new Map(GLOSSARY.map((each) => [each.id, each]));

/** Null for a tag that is no term. */
export const termOf = (id: string): Term | null => BY_ID.get(id) ?? null;
