/** A number that the reader sets. What cannot be used is kept as typed, with a sentence on what can. */
import { useId, useState } from 'react';

interface Props {
  readonly label: string;
  /** Null for an empty field, where that means something. */
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** What an empty field means; without it one number is needed. */
  readonly empty?: string;
  /** What to say of a number that cannot be used. */
  readonly problem: string;
  onValue(value: number | null): void;
}

export function NumberSetting(props: Props) {
  const { label, value, least, most, step, empty, problem, onValue } = props;
  // What was typed while the setting was `of`: another value from elsewhere takes its place.
  const [draft, setDraft] = useState<{ text: string; of: number | null; ok: boolean } | null>(null);
  const id = useId();
  const shown = draft && draft.of === value ? draft : null;
  const isOutside = value !== null && !(value >= least && value <= most);
  const isWrong = shown ? !shown.ok : isOutside;

  function onType(text: string, isUnreadable: boolean) {
    const typed = text === '' && !isUnreadable ? null : Number(text);
    const isWhole = step < 1 || Number.isInteger(typed);
    const ok =
      !isUnreadable &&
      (typed === null ? empty !== undefined : typed >= least && typed <= most && isWhole);
    setDraft({ text, of: ok ? typed : value, ok });
    if (ok && typed !== value) onValue(typed);
  }

  return (
    <div className="setting number-setting">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={least}
        max={most}
        step={step}
        placeholder={empty}
        value={shown?.text ?? (value === null ? '' : String(value))}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? `${id}-problem` : undefined}
        onChange={({ currentTarget }) =>
          onType(currentTarget.value, currentTarget.validity.badInput)
        }
        onBlur={() => isWrong || setDraft(null)}
      />
      {isWrong ? (
        <p className="setting-problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
