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
  /** Lines that are left out, and why: a sentence each. */
  readonly leftOut: readonly string[];
  /** Why nothing can be learned from this, and what to do; null where something can. */
  readonly trouble: string | null;
}

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

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

export function parseExamples(written: string): Examples {
  const leftOut: string[] = [];
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
      leftOut.push(
        `Line ${number} has no label and is left out: “${shortened(line.trim())}”. Write one word and a colon before it.`,
      );
    } else if (!text) {
      leftOut.push(`Line ${number} has a label but no sentence, and is left out.`);
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
    if (!classes.includes(line.label)) {
      leftOut.push(
        `Line ${line.number} is left out: no sentence above the dashes is labelled “${line.label}”.`,
      );
      return false;
    }
    if (known.has(line.text)) {
      leftOut.push(
        `Line ${line.number} is left out: what was learned from cannot be held out as well.`,
      );
      return false;
    }
    return true;
  });
  return {
    classes,
    train: learned.map(example),
    heldOut: heldOut.map(example),
    leftOut,
    trouble: troubleWith(classes),
  };
}

function troubleWith(classes: readonly string[]): string | null {
  const [only] = classes;
  if (only === undefined) {
    return 'There are no examples to learn from: write a few sentences of two kinds, each with its label before it.';
  }
  if (classes.length === 1) {
    return `All examples are labelled “${only}”: there is nothing to tell apart. Label some sentences otherwise.`;
  }
  if (classes.length > 2) {
    return `There are ${classes.length} labels (${classes.slice(0, 5).join(', ')}${classes.length > 5 ? ', …' : ''}): use two.`;
  }
  return null;
}
