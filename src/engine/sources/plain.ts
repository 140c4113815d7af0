/** Names and words of strangers, as they may stand in a sentence of ours. */

/** In one line, without what cannot be seen or turns the reading direction, and no longer than `most`. */
export function plain(words: string, most = 100): string {
  const line = words
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Z}]+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
}

/** At most so many names are listed in a sentence. */
const LISTED = 5;

/** "a, b and c", of many the first ones. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, LISTED).map((name) => plain(name, 80));
  if (names.length > LISTED) shown.push(`${names.length - LISTED} more`);
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** Bytes as a reader counts them: "87 bytes", "1.4 MB", "440 MB", "2.2 GB". */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const units = ['kB', 'MB', 'GB', 'TB', 'PB'];
  let [value, unit] = [bytes / 1000, 0];
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** "20 seconds", "4 minutes" */
export function timeInWords(seconds: number): string {
  const [count, unit] =
    seconds < 90
      ? [Math.max(1, Math.ceil(seconds)), 'second']
      : [Math.ceil(seconds / 60), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
