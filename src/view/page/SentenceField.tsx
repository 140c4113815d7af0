/** The box that a sentence is typed in, as high as its text. It is the reader's own: nobody corrects, completes or translates it. */
import type { ComponentProps } from 'react';
import { SentenceCopy } from './SentenceCopy.tsx';

/** Characters from which on the text is set smaller. */
const LONG = 180;

interface Props
  extends Omit<ComponentProps<'textarea'>, 'className' | 'value' | 'onChange' | 'rows'> {
  readonly text: string;
  /** @param how the kind of input, as input events name it @param at the event's time stamp, in milliseconds */
  onType(typed: string, how: string, at: number): void;
}

export function SentenceField({ text, onType, ...more }: Props) {
  return (
    <div className="sentence-box" data-long={text.length > LONG || undefined}>
      <textarea
        className="sentence"
        dir="auto"
        rows={1}
        spellCheck={false}
        translate="no"
        autoComplete="off"
        value={text}
        onChange={({ currentTarget, nativeEvent, timeStamp }) =>
          onType(currentTarget.value, (nativeEvent as InputEvent).inputType, timeStamp)
        }
        {...more}
      />
      <SentenceCopy text={text} />
    </div>
  );
}
