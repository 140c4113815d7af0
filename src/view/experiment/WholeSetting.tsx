/** A whole number of something, within bounds: what lies outside is not taken, and a sentence says so. */
import { t } from '#say';
import { NumberSetting } from './NumberSetting.tsx';

interface Props {
  readonly label: string;
  /** What is counted, for the sentence: "A window". */
  readonly noun: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  onValue(value: number): void;
}

export function WholeSetting({ noun, onValue, ...props }: Props) {
  return (
    <NumberSetting
      {...props}
      step={1}
      problem={t`${noun} is a whole number from ${props.least} to ${props.most} here.`}
      onValue={(value) => value !== null && onValue(value)}
    />
  );
}
