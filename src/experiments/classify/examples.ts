/**
 * Labelled sentences, as the reader writes them: one in a line, its label before it.
 *
 *     glad: We laughed all the way home.
 *     sad: Nobody came to the party.
 *     ---
 *     glad: The baby smiled at everyone.
 *
 * A label is one word, in any case. What stands below a line of three dashes is held out: it is never
 * learned from, only asked. Empty lines mean nothing.
 */

export interface Example {
  readonly text: string;
  /** The number of its class, from 0. */
  readonly label: number;
}

export interface Examples {
  /** Two, in the order in which they come up; fewer or more where `trouble` says so. */
  readonly classes: readonly string[];
  readonly train: readonly Example[];
  readonly heldOut: readonly Example[];
  /** Lines that are left out, and why. */
  readonly leftOut: readonly LeftOut[];
  /** Why nothing can be learned from this; null where something can. */
  readonly trouble: Trouble | null;
}

/**
 * A line, counted from 1, that is left out: it has no label or no sentence, its label is none that is learned,
 * or it is held out though it is learned from.
 */
export type LeftOut = { readonly number: number } & (
  | { readonly why: 'unlabelled'; readonly line: string }
  | { readonly why: 'empty' | 'learned' }
  | { readonly why: 'unknown'; readonly label: string }
);

/** Not the two labels that it takes. */
export interface Trouble {
  readonly labels: readonly string[];
}

/** How many classes are told apart. */
const CLASSES = 2;

/** The longest label. */
export const MAX_LABEL = 16;

const DASHES = /^\s*-{3,}\s*$/;
const LABELLED = /^\s*([\p{L}\p{N}_-]+)\s*:\s*(.*?)\s*$/u;

interface Line {
  readonly number: number;
  readonly label: string;
  readonly text: string;
  readonly isHeldOut: boolean;
}

export function parseExamples(written: string): Examples {
  const leftOut: LeftOut[] = [];
  const lines: Line[] = [];
  let isHeldOut = false;
  for (const [at, line] of written.split(/\r?\n/).entries()) {
    const number = at + 1;
    if (line.trim() === '') continue;
    if (DASHES.test(line)) {
      isHeldOut = true;
      continue;
    }
    const [, label, text] = LABELLED.exec(line) ?? [];
    if (!label || label.length > MAX_LABEL) {
      leftOut.push({ number, why: 'unlabelled', line: line.trim() });
    } else if (!text) {
      leftOut.push({ number, why: 'empty' });
    } else {
      lines.push({ number, label: label.toLowerCase(), text, isHeldOut });
    }
  }

  const learned = lines.filter((line) => !line.isHeldOut);
  const classes = [...new Set(learned.map(({ label }) => label))];
  const example = ({ label, text }: Line): Example => ({ text, label: classes.indexOf(label) });
  const known = new Set(learned.map(({ text }) => text));
  const heldOut = lines.filter((line) => {
    if (!line.isHeldOut) return false;
    const { number, label } = line;
    if (!classes.includes(label)) {
      leftOut.push({ number, why: 'unknown', label });
      return false;
    }
    if (known.has(line.text)) {
      leftOut.push({ number, why: 'learned' });
      return false;
    }
    return true;
  });
  return {
    classes,
    train: learned.map(example),
    heldOut: heldOut.map(example),
    leftOut,
    trouble: classes.length === CLASSES ? null : { labels: classes },
  };
}
