/** That nothing leaves the page, and where its models come from. */
import { msg } from '#say';
import { memo } from '../kit/language.ts';
import { Rich } from '../kit/Rich.tsx';

export const Foot = memo(function Foot() {
  return (
    <footer className="foot">
      <p>
        <Rich
          of={msg`Sightlines runs in this page, and nothing of what you type leaves it. How the models were trained: <bert>model card of mini-BERT</bert>, <gpt>model card of mini-GPT</gpt>.`}
          as={{
            bert: (text) => <a href="./models/mini-bert/README.md">{text}</a>,
            gpt: (text) => <a href="./models/mini-gpt/README.md">{text}</a>,
          }}
        />
      </p>
    </footer>
  );
});
