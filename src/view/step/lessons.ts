/** What each step is called, its formula, and what it does in plain words. */
import { type Message, msg, t } from '#say';
import { maskedPair } from '../../analysis/abilities.ts';
import type { StepName } from '../../analysis/steps/stepNames.ts';
import type { FullComparison } from '../../model/trace.ts';
import type { Side } from '../../text/token.ts';

export interface Lesson {
  readonly title: Message;
  /** In LaTeX; `\htmlClass` gives a symbol the colour of its role. */
  readonly formula: () => string;
  readonly words: (comparison: Pick<FullComparison, Side>) => Message;
}

const query = (symbol: string) => `\\htmlClass{tone-query}{${symbol}}`;
const key = (symbol: string) => `\\htmlClass{tone-key}{${symbol}}`;
const value = (symbol: string) => `\\htmlClass{tone-value}{${symbol}}`;

function maskWords({ left, right }: Pick<FullComparison, Side>): Message {
  const pair = maskedPair({ left, right });
  if (pair) {
    const [open, masked] = [pair.open.model.name, pair.masked.model.name];
    return msg`Here the two models part. ${open} may open every box. ${masked} learns to predict what comes next, so it must not look: every later <token>token</token>’s <score>score</score> goes to −∞, and its box stays shut.`;
  }
  const [one, other] = [left.model.name, right.model.name];
  return left.model.can.causal
    ? msg`${one} and ${other} learn to predict what comes next, so they must not look: every later <token>token</token>’s <score>score</score> goes to −∞, and its box stays shut.`
    : msg`Here the <mask>mask</mask> changes nothing: ${one} and ${other} may open every box.`;
}

export const LESSONS: Readonly<Record<StepName, Lesson>> = {
  vectors: {
    title: msg`Query, key, value`,
    formula: () => `\\begin{aligned}
      ${query('q_i')} &= x_i W_Q + b_Q \\\\
      ${key('k_j')} &= x_j W_K + b_K \\\\
      ${value('v_j')} &= x_j W_V + b_V
    \\end{aligned}`,
    words: () =>
      msg`The <head>head</head> turns every <token>token</token> into three lists of numbers. A <query>query</query> asks: what is this word looking for? <key>Keys</key> are the tags on the boxes, one box for each token. <value>Values</value> are what is in the boxes.`,
  },
  scores: {
    title: msg`Scores`,
    formula: () =>
      `s_{ij} = ${query('q_i')} \\cdot ${key('k_j')} = \\sum_{c=1}^{d} ${query('q_{ic}')}\\,${key('k_{jc}')}`,
    words: () =>
      msg`The <query>query</query> is held against every tag: multiply the two, number by number, and add up the products. Where both point the same way the <score>score</score> is high: this tag answers the question.`,
  },
  scaled: {
    title: msg`Scale`,
    formula: () => `s'_{ij} = \\frac{${query('q_i')} \\cdot ${key('k_j')}}{\\sqrt{d}}`,
    words: () =>
      msg`The longer the lists, the further apart the <score>scores</score>, and the sharper the choice would become for no better reason. Dividing by the root of their length d takes that out.`,
  },
  mask: {
    title: msg`Mask`,
    formula: () => {
      const [reader, source] = ['$i$', '$j$'];
      const open = t`${reader} may read ${source}`;
      const closed = t({ message: 'it may not', comment: 'i may not read j' });
      return `m_{ij} = s'_{ij} + \\begin{cases} 0 & \\text{${open}} \\\\ -\\infty & \\text{${closed}} \\end{cases}`;
    },
    words: (comparison) => maskWords(comparison),
  },
  softmax: {
    title: msg`Softmax`,
    formula: () => 'a_{ij} = \\frac{e^{m_{ij}}}{\\sum_{t} e^{m_{it}}}',
    words: () =>
      msg`The <score>scores</score> become shares of one whole. <weight>Weights</weight> say how much to take from each box: all are positive, together they make 1, and what stood at −∞ gets exactly 0.`,
  },
  sum: {
    title: msg`Weighted sum`,
    formula: () => `z_i = \\sum_{j} a_{ij}\\,${value('v_j')}`,
    words: () =>
      msg`The boxes are opened. From each <value>value</value> the word takes as much as the <weight>weight</weight> says, and adds it all up, number by number. This mix is what the word has read.`,
  },
  output: {
    title: msg`Output`,
    formula: () => 'o_i = z_i\\, W_O',
    words: () =>
      msg`The head’s own part of the <layer>layer</layer>’s output <matrix>matrix</matrix> turns the mix into the width of the model. The result is added to the word’s running sum, the <residual>residual stream</residual>, beside what the layer’s other heads and its bias add.`,
  },
  prediction: {
    title: msg`Prediction`,
    formula: () =>
      `\\Delta \\ell_{it} = \\Bigl( \\gamma \\odot \\frac{o_i - \\overline{o_i}}{\\sigma_i} \\Bigr) \\cdot u_t`,
    words: () =>
      msg`Later <layer>layers</layer> read the stream, and the last of it becomes the prediction. Where one <norm>norm</norm> γ and one matrix u make the <logits>logits</logits>, the head’s direct part in them can be told, with the norm’s σ as it was here (direct logit attribution, Elhage et al. 2021).`,
  },
};
