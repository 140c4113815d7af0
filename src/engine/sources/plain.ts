/** Names and words of strangers, and numbers, as they may stand in a sentence of ours. */
import { isMessage, type Message, msg, plural } from '#say';

/** In one line, without what cannot be seen or turns the reading direction, and no longer than `most`. */
export function plain(words: string, most = 100): string {
  const line = words
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
}

/** The same of a sentence of ours, for whatever stands in its slots. */
export const plainMessage = (message: Message, most = 400): Message => ({
  ...message,
  slots: message.slots.map((slot) => {
    if (typeof slot === 'string') return plain(slot, most);
    return isMessage(slot) ? plainMessage(slot, most) : slot;
  }),
});

/** At most so many names are listed in a sentence. */
const LISTED = 5;

/** "a, b, c", of many the first ones. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, LISTED).map((name) => plain(name, 80));
  return [...shown, ...(names.length > LISTED ? ['…'] : [])].join(', ');
}

/** Bytes as a reader counts them: "87 B", "1.4 MB", "440 MB", "2.2 GB". */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB', 'PB'];
  let [value, unit] = [bytes / 1000, 0];
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** "20 seconds", "4 minutes" */
export function timeInWords(seconds: number): Message {
  const [few, minutes] = [Math.max(1, Math.ceil(seconds)), Math.ceil(seconds / 60)];
  return seconds < 90
    ? msg`${plural(few, { one: '# second', other: '# seconds' })}`
    : msg`${plural(minutes, { one: '# minute', other: '# minutes' })}`;
}
