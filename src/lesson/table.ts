/** BERT against GPT, line by line, each with a link that proves it. */
import { msg } from '#say';
import type { Message } from './message.ts';

export interface Line {
  readonly of: Message;
  readonly bert: Message;
  readonly gpt: Message;
  /** What the proof shows. */
  readonly proof: Message;
  readonly link: string;
}

export const LINES: readonly Line[] = [
  {
    of: msg`What it is`,
    bert: msg`an <encoder>encoder</encoder>: a vector for each token of a finished text`,
    gpt: msg`a <decoder>decoder</decoder>: a guess for the next token, again and again`,
    proof: msg`both pictures`,
    link: '?preset=animal-tired',
  },
  {
    of: msg`Mask`,
    bert: msg`none: a full square`,
    gpt: msg`<causal>causal</causal>: a triangle`,
    proof: msg`the mask as a step`,
    link: '?preset=agreement&view=step&step=4',
  },
  {
    of: msg`Trained to`,
    bert: msg`fill blanks, and tell whether a sentence follows`,
    gpt: msg`say the next token at every place`,
    proof: msg`one blank, two guesses`,
    link: '?preset=animal-tired&view=experiment&try=slot',
  },
  {
    of: msg`A word changes`,
    bert: msg`every place learns of it`,
    gpt: msg`only what comes after it learns of it`,
    proof: msg`the leak probe`,
    link: '?preset=animal-tired&view=experiment&try=leak&cell=5.2',
  },
  {
    of: msg`Two sentences`,
    bert: msg`marks and <segment>segments</segment>, read across both ways`,
    gpt: msg`one after the other, with no mark`,
    proof: msg`a pair`,
    link: '?preset=animal-tired&view=experiment&try=pair&pair=It+lay+down+in+the+grass+and+slept%2E',
  },
  {
    of: msg`Learns from`,
    bert: msg`15% of the tokens of a text at a time; first BooksCorpus and Wikipedia, 3.3 billion words`,
    gpt: msg`every token of a text at once`,
    proof: msg`every word asked for`,
    link: '?preset=agreement&view=experiment&try=words',
  },
  {
    of: msg`Used by`,
    bert: msg`<finetuning>fine-tuning</finetuning> on labelled examples`,
    gpt: msg`a <prompt>prompt</prompt>, which it goes on with`,
    proof: msg`a few labels`,
    link: '?preset=animal-tired&view=experiment&try=classify',
  },
  {
    of: msg`Good at`,
    bert: msg`judging a finished text: search, sorting, finding`,
    gpt: msg`writing, and going on with a pattern`,
    proof: msg`a pattern`,
    link: '?preset=repeat&view=experiment&try=copy',
  },
  {
    of: msg`Bad at`,
    bert: msg`writing: no right side to lean on, and all is computed anew for each token`,
    gpt: msg`using what comes later: it never learned to`,
    proof: msg`both write`,
    link: '?text=The+animal+was&view=experiment&try=continue&start=end',
  },
  {
    of: msg`Take it`,
    bert: msg`where a text is there, and has to be found, sorted or judged`,
    gpt: msg`where a text is still to be written, or a task is told in words`,
    proof: msg`a gap: one fills it, one goes on`,
    link: '?preset=blank-middle',
  },
];
