/** A whole number within bounds: what lies outside is not taken, and a sentence says so. */
import { useId, useState } from 'react';

interface Props {
  readonly label: string;
  /** What is counted, for the sentence: "A window". */
  readonly noun: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  onValue(value: number): void;
}

export function NumberSetting({ label, noun, value, least, most, onValue }: Props) {
  const id = useId();
  // What is typed stays as it is typed, until the value changes from elsewhere.
  const [typed, setTyped] = useState({ text: String(value), value });
  const text = typed.value === value ? typed.text : String(value);
  const isGood = (entry: string) =>
    /^\d+$/.test(entry) && Number(entry) >= least && Number(entry) <= most;
  const good = isGood(text);
  return (
    <div className="setting">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={least}
        max={most}
        value={text}
        aria-invalid={!good}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          const entry = event.currentTarget.value;
          if (!isGood(entry)) return setTyped({ text: entry, value });
          setTyped({ text: entry, value: Number(entry) });
          onValue(Number(entry));
        }}
      />
      <span id={`${id}-note`} className="setting-note" role="status" data-bad={!good || undefined}>
        {good ? `${least} to ${most}` : `${noun} is a whole number from ${least} to ${most} here.`}
      </span>
    </div>
  );
}
