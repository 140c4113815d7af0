/** What the pictures say and what they do not. */
import { msg } from '#say';
import { isShippedPair } from '../../store/selectors.ts';
import { Rich } from '../kit/Rich.tsx';
import { useSelector } from '../kit/store.tsx';

export function Notes() {
  const isShipped = useSelector(isShippedPair);
  return (
    <section className="notes" aria-labelledby="notes-title">
      <h2 id="notes-title">
        <Rich of={msg`What <attention>attention</attention> does and does not explain`} />
      </h2>
      <div className="notes-columns">
        <p>
          <Rich
            of={msg`Each row of a <headmap>heatmap</headmap> is how one <token>token</token> divides its reading: the <weight>weights</weight> with which the <head>head</head> mixes the <em><value>values</value></em> of other tokens into this one. A row sums to 1, so a head that has nothing to say must still read somewhere; often it rests on a <special>special token</special> or on the first one. A large weight is not yet a large effect.`}
            as={{ em: (text) => <em>{text}</em> }}
          />
        </p>
        <p>
          <Rich
            of={msg`Nor is it an explanation. What a token stands for after the first <layer>layer</layer> is already a mix of others, other heads and the <feedforward>feed-forward layers</feedforward> act on it too, and different weights can lead to the same answer. Head 3 of BERT and head 3 of GPT are not counterparts: heads have no order, and two models number theirs by chance.`}
          />
        </p>
        {isShipped ? (
          <p>
            <Rich
              of={msg`The two models are a matched pair: one <tokenizer>tokenizer</tokenizer>, one corpus, the same depth, width and number of heads. Each is built as its paper has it, so beside the <mask>mask</mask> and the training task small things differ: BERT <norm>normalises</norm> after each step and knows two <segment>segments</segment>, GPT normalises before. They are small, and they are often wrong.`}
            />
          </p>
        ) : null}
      </div>
    </section>
  );
}
