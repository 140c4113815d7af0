/**
 * A page that survives being translated, whatever the JSX says: every text is the only child of its element,
 * and a number is never translated.
 *
 * A browser's translator puts elements of its own in the place of text nodes. React sets the text of an
 * element that holds nothing else through the element, which survives that; a text beside other nodes it
 * changes and removes through the text node, which is no longer in the page: the page then keeps an old text,
 * or throws (https://github.com/facebook/react/issues/11538). So a text that has neighbours gets a <span>.
 */
import { jsx } from 'react/jsx-runtime';

/** The text that React makes of a node; null where it is more than a text. */
function textOf(node: unknown): string | null {
  if (node === null || node === undefined || typeof node === 'boolean') return '';
  if (!Array.isArray(node)) return typeof node === 'object' ? null : String(node);
  let whole = '';
  for (const each of node) {
    const text = textOf(each);
    if (text === null) return null;
    whole += text;
  }
  return whole;
}

/** No word in it: a number, alone or with signs, also such as "2e-7". */
const NUMBER = /^(?=.*\d)(?:[^\p{L}]|(?<=\d)e(?=[-−+]?\d))+$/u;

/** Props that hold one text, marked where a translator could only spoil it. */
function holding<Props extends object>(props: Props, text: string): Props {
  const isNumber = !('translate' in props) && NUMBER.test(text);
  return { ...props, ...(isNumber && { translate: 'no' }), children: text };
}

const spanOf = (text: string, key?: string) => jsx('span', holding({}, text), key);

/** Each run of texts as one element at the place of its first; everything else keeps its own place. */
function apart(nodes: readonly unknown[]): unknown[] {
  const placed: unknown[] = [];
  let run = '';
  let first = 0;
  function endRun() {
    if (run !== '') placed[first] = spanOf(run, `text ${first}`);
    run = '';
  }
  for (const [at, node] of nodes.entries()) {
    const text = textOf(node);
    if (text === null) {
      endRun();
      placed.push(Array.isArray(node) ? apart(node) : node);
      continue;
    }
    placed.push(null);
    if (run === '') first = at;
    run += text;
  }
  endRun();
  return placed;
}

/** The props of an element, with the texts among its children apart, and numbers marked. */
export function translatable<Props extends object>(type: unknown, props: Props): Props {
  const { children } = props as { readonly children?: unknown };
  // What a component makes of its children is seen where it hands them on.
  const isHost = typeof type === 'string';
  if (!isHost && typeof type !== 'symbol') return props;
  const text = textOf(children);
  if (text === '') return Array.isArray(children) ? { ...props, children: null } : props;
  if (text === null) {
    return Array.isArray(children) ? { ...props, children: apart(children) } : props;
  }
  // A fragment, or the like, is no element: its text stands among the fragment's neighbours.
  return isHost ? holding(props, text) : { ...props, children: spanOf(text) };
}
