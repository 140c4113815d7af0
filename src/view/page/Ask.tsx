/** Where the reader types a sentence or takes an example. */
import { memo, useId } from 'react';
import { Verbatim } from '../kit/Verbatim.tsx';
import type { PageProps } from './props.ts';
import { StatusLine } from './StatusLine.tsx';

type Props = Pick<
  PageProps,
  'text' | 'onText' | 'presets' | 'preset' | 'onPreset' | 'status' | 'source' | 'onRetry'
>;

/** Characters from which on the text is set smaller. */
const LONG = 180;

export function Ask({ text, onText, presets, preset, onPreset, status, source, onRetry }: Props) {
  const sentence = useId();
  const chosen = presets.find(({ id }) => id === preset);
  return (
    <section className="ask" aria-label="The text">
      <div className="ask-labels">
        <label htmlFor={sentence}>Type a sentence</label>
        <Examples presets={presets} chosen={chosen?.id ?? null} onPreset={onPreset} />
      </div>
      <div className="sentence-box" data-text={text} data-long={text.length > LONG || undefined}>
        <textarea
          id={sentence}
          className="sentence"
          dir="auto"
          rows={1}
          spellCheck={false}
          translate="no"
          autoComplete="off"
          placeholder="Type any sentence; [MASK] makes a blank."
          value={text}
          onChange={(event) => onText(event.currentTarget.value, event.timeStamp)}
        />
      </div>
      <div className="ask-below">
        <p className="ask-note">
          {chosen ? (
            chosen.note
          ) : (
            <>
              Both models read this text as you type. Write <Verbatim>[MASK]</Verbatim> for a blank.
            </>
          )}
        </p>
        <StatusLine status={status} source={source} onRetry={onRetry} />
      </div>
    </section>
  );
}

type ExamplesProps = Pick<Props, 'presets' | 'onPreset'> & { chosen: string | null };

const Examples = memo(function Examples({ presets, chosen, onPreset }: ExamplesProps) {
  const id = useId();
  return (
    <div className="ask-examples">
      <label htmlFor={id}>or take an example</label>
      <select
        id={id}
        className="select"
        value={chosen ?? ''}
        onChange={(event) => onPreset(event.currentTarget.value)}
      >
        {chosen === null ? (
          <option value="" disabled>
            Your own sentence
          </option>
        ) : null}
        {presets.map((preset) => (
          <option key={preset.id} value={preset.id}>
            {preset.title}
          </option>
        ))}
      </select>
    </div>
  );
});
