/** What each step is called, its formula, and what it does in plain words. */
import { maskedPair } from '../../analysis/abilities.ts';
import type { StepName } from '../../analysis/steps/stepNames.ts';
import type { FullComparison } from '../../model/trace.ts';
import type { Side } from '../../text/token.ts';

export interface Lesson {
  readonly title: string;
  /** In LaTeX; `\htmlClass` gives a symbol the colour of its role. */
  readonly formula: string;
  readonly words: (comparison: Pick<FullComparison, Side>) => string;
}

const query = (symbol: string) => `\\htmlClass{tone-query}{${symbol}}`;
const key = (symbol: string) => `\\htmlClass{tone-key}{${symbol}}`;
const value = (symbol: string) => `\\htmlClass{tone-value}{${symbol}}`;

function maskWords({ left, right }: Pick<FullComparison, Side>): string {
  const pair = maskedPair({ left, right });
  if (pair) {
    const [open, masked] = [pair.open.model.name, pair.masked.model.name];
    return `Here the two models part. ${open} may open every box. ${masked} learns to predict what comes next, so it must not look: every later token’s score goes to −∞, and its box stays shut.`;
  }
  return left.model.can.causal
    ? `${left.model.name} and ${right.model.name} learn to predict what comes next, so they must not look: every later token’s score goes to −∞, and its box stays shut.`
    : `Here the mask changes nothing: ${left.model.name} and ${right.model.name} may open every box.`;
}

export const LESSONS: Readonly<Record<StepName, Lesson>> = {
  vectors: {
    title: 'Query, key, value',
    formula: `\\begin{aligned}
      ${query('q_i')} &= x_i W_Q + b_Q \\\\
      ${key('k_j')} &= x_j W_K + b_K \\\\
      ${value('v_j')} &= x_j W_V + b_V
    \\end{aligned}`,
    words: () =>
      'The head turns every token into three lists of numbers. A query asks: what is this word looking for? Keys are the tags on the boxes, one box for each token. Values are what is in the boxes.',
  },
  scores: {
    title: 'Scores',
    formula: `s_{ij} = ${query('q_i')} \\cdot ${key('k_j')} = \\sum_{c=1}^{d} ${query('q_{ic}')}\\,${key('k_{jc}')}`,
    words: () =>
      'The query is held against every tag: multiply the two, number by number, and add up the products. Where both point the same way the score is high: this tag answers the question.',
  },
  scaled: {
    title: 'Scale',
    formula: `s'_{ij} = \\frac{${query('q_i')} \\cdot ${key('k_j')}}{\\sqrt{d}}`,
    words: () =>
      'The longer the lists, the further apart the scores, and the sharper the choice would become for no better reason. Dividing by the root of their length d takes that out.',
  },
  mask: {
    title: 'Mask',
    formula: `m_{ij} = s'_{ij} + \\begin{cases} 0 & i \\text{ may read } j \\\\ -\\infty & \\text{it may not} \\end{cases}`,
    words: (comparison) => maskWords(comparison),
  },
  softmax: {
    title: 'Softmax',
    formula: 'a_{ij} = \\frac{e^{m_{ij}}}{\\sum_{t} e^{m_{it}}}',
    words: () =>
      'The scores become shares of one whole. Weights say how much to take from each box: all are positive, together they make 1, and what stood at −∞ gets exactly 0.',
  },
  sum: {
    title: 'Weighted sum',
    formula: `z_i = \\sum_{j} a_{ij}\\,${value('v_j')}`,
    words: () =>
      'The boxes are opened. From each value the word takes as much as the weight says, and adds it all up, number by number. This mix is what the word has read.',
  },
  output: {
    title: 'Output',
    formula: 'o_i = z_i\\, W_O',
    words: () =>
      'The head’s own part of the layer’s output matrix turns the mix into the width of the model. The result is added to the word’s running sum, the residual stream, beside what the layer’s other heads and its bias add.',
  },
  prediction: {
    title: 'Prediction',
    formula: `\\Delta \\ell_{it} = \\Bigl( \\gamma \\odot \\frac{o_i - \\overline{o_i}}{\\sigma_i} \\Bigr) \\cdot u_t`,
    words: () =>
      'Later layers read the stream, and the last of it becomes the prediction. Where one norm γ and one matrix u make the logits, the head’s direct part in them can be told, with the norm’s σ as it was here (direct logit attribution, Elhage et al. 2021).',
  },
};
