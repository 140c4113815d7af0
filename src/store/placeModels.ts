/**
 * Fetched when a link or a reader asks for another model. Keeps in the places what the link says of them, and opens what the reader asks for there. What has been opened once
 * is known for as long as the page is open, files too, so that Back and Undo bring it back.
 *
 * A link changes once what was asked for answers; what a link asks for itself stays in it, also where it is refused
 * or has to be chosen first, while the page's own model stands there, until the reader dismisses it.
 */
import { inEnglish, type Message, msg } from '#say';
import type { Opened, Wanted } from '../engine/opened.ts';
import type { Engine } from '../engine/protocol.ts';
import { reasonOf, type Telling } from '../language/reason.ts';
import type { AttentionKind } from '../model/dump.ts';
import { SIDES, type Side } from '../text/token.ts';
import { numberedLink } from './numbered.ts';
import type { Opening, Openings } from './opening.ts';
import { type PageStore, withValues } from './pageStore.ts';
import { ALSO, HEAD, SECOND, type Values } from './parameters.ts';
import { onNewText, textOf } from './values.ts';
import { WantsFile } from './wantsFile.ts';

/** What tests put in the place of the browser's own. */
interface Seams {
  readonly fetch?: typeof fetch;
}

/** What was asked for is wanted no more. */
class Ended extends Error implements Telling {
  override readonly name = 'Ended';
  readonly said: Message;

  constructor(said: Message) {
    super(inEnglish(said));
    this.said = said;
  }
}

interface Work {
  readonly abort: AbortController;
  readonly agreed: Promise<void>;
  agree(): void;
}

function newWork(): Work {
  let agree = () => {};
  const agreed = new Promise<void>((resolve) => {
    agree = resolve;
  });
  return { abort: new AbortController(), agreed, agree: () => agree() };
}

const sourceOf = ({ source }: Opened, nth: number) => numberedLink(source, nth);

/** The nth of what has this name. */
function numbered<Kind extends Opened>(opened: Kind, nth: number): Kind {
  const source = sourceOf(opened, nth);
  if (opened.kind !== 'attention' || !opened.also) return { ...opened, source };
  const { also } = opened;
  return { ...opened, source, also: () => numbered(also(), nth) };
}

/** Which attention of a file a link asks for. */
const kindIn = (source: string | null): AttentionKind | null =>
  source?.startsWith('cross:') ? 'cross' : source?.startsWith('attention:') ? 'self' : null;

const otherOf = (side: Side): Side => SIDES.find((each) => each !== side)!;

/** The values once something else stands in a place: what pointed at heads and tokens there is gone. */
function valuesWith(values: Values, side: Side, opened: Opened | null): Values {
  const placed = {
    ...{ [side]: opened?.source ?? null, cell: null },
    ...{ [HEAD[side]]: null, [ALSO[side]]: [], [SECOND[side]]: null },
  };
  if (opened?.kind !== 'attention' || textOf(values) === opened.text) {
    return { ...values, ...placed };
  }
  return { ...onNewText(values), preset: null, text: opened.text, ...placed };
}

export function placeModels(
  store: PageStore,
  engine: Pick<Engine, 'lookUp' | 'open'>,
  base: URL,
  seams: Seams = {},
): Openings {
  const known = new Map<string, Opened>();
  const here: Record<Side, Opened | null> = { left: null, right: null };
  const works: Record<Side, Work | null> = { left: null, right: null };
  /** What the link said of the places when it was last looked at. */
  const said: Record<Side, string | null> = { left: null, right: null };

  const show = (side: Side, opening: Opening | null) =>
    store.setState(({ openings }) => ({ openings: { ...openings, [side]: opening } }));

  function accept(side: Side, opened: Opened | null) {
    here[side] = opened;
    if (opened) known.set(opened.source, opened);
    const also = opened?.kind === 'attention' ? opened.also?.() : null;
    if (also) known.set(also.source, also);
    const { values } = store.getState();
    const source = opened?.source ?? null;
    said[side] = source;
    const isSaid = values[side] === source;
    const isOfText = opened?.kind !== 'attention' || textOf(values) === opened.text;
    if (!isSaid || !isOfText) tell(side, opened);
  }

  /** Says in the link what stands in a place. */
  function tell(side: Side, opened: Opened | null) {
    said[side] = opened?.source ?? null;
    store.setState((state) => withValues(state, valuesWith(state.values, side, opened)));
  }

  /** Makes something ready and puts it into a place, unless something newer is asked for meanwhile. */
  async function put(
    side: Side,
    make: (work: Work, say: (opening: Opening) => void) => Promise<Opened | null>,
  ): Promise<void> {
    works[side]?.abort.abort(new Ended(msg`Something newer was opened here.`));
    const work = newWork();
    works[side] = work;
    const isNewest = () => works[side] === work;
    const say = (opening: Opening) => {
      if (isNewest()) show(side, opening);
    };
    try {
      const opened = await make(work, say);
      work.abort.signal.throwIfAborted();
      await engine.open(side, opened);
      // Given up while it was started: what stands in the place is what the page says.
      const isGivenUp = work.abort.signal.aborted && works[side] === null;
      if (isGivenUp) await engine.open(side, here[side]).catch(() => undefined);
      work.abort.signal.throwIfAborted();
      works[side] = null;
      accept(side, opened);
      show(side, null);
    } catch (error) {
      if (isNewest()) {
        works[side] = null;
        show(side, refusalOf(error));
      }
      throw error;
    }
  }

  async function open(side: Side, wanted: Wanted, isAgreed = false): Promise<void> {
    await put(side, async ({ abort, agreed }, say) => {
      const { prepare } = await import('./prepareModel.ts');
      const other = here[otherOf(side)];
      const opened = await prepare(wanted, {
        ...seams,
        ...{ base, say, signal: abort.signal, agreed, isAgreed },
        lookUp: (source) => engine.lookUp(source),
        text: other?.kind === 'attention' ? other.text : null,
        of: kindIn(store.getState().values[side]),
      });
      return distinct(opened);
    });
  }

  /** Files of one name may be of two models: what was opened before keeps its name. */
  function distinct(opened: Opened): Opened {
    if (!/^(file|attention|cross):/.test(opened.source)) return opened;
    const isFree = (source: string) => {
      const before = known.get(source);
      return !before || (before.hash !== null && before.hash === opened.hash);
    };
    let nth = 1;
    while (!isFree(sourceOf(opened, nth))) nth++;
    return numbered(opened, nth);
  }

  /** What a link, or Back, asks for. */
  async function follow(side: Side, source: string | null): Promise<void> {
    const ready = source === null ? null : known.get(source);
    try {
      if (ready === undefined) await open(side, { from: 'name', text: source! });
      else await put(side, async () => ready);
    } catch {
      // It is shown why. Meanwhile the page's own model stands there.
      if (said[side] !== source || works[side] || here[side] === null) return;
      here[side] = null;
      await engine.open(side, null).catch(() => undefined);
    }
  }

  function look() {
    const { values } = store.getState();
    for (const side of SIDES) {
      if (values[side] === said[side]) continue;
      said[side] = values[side];
      void follow(side, values[side]);
    }
  }

  store.subscribe(look);
  look();
  return {
    open,
    agree: (side) => works[side]?.agree(),
    cancel(side) {
      works[side]?.abort.abort(new Ended(msg`It was given up.`));
      works[side] = null;
      show(side, null);
      if (store.getState().values[side] !== (here[side]?.source ?? null)) tell(side, here[side]);
    },
    async showOther(side) {
      const opened = here[side];
      const also = opened?.kind === 'attention' ? opened.also?.() : null;
      if (also) await put(side, async () => also);
    },
    async putBack(side) {
      show(side, null);
      tell(side, null);
      await put(side, async () => null);
    },
  };
}

function refusalOf(error: unknown): Opening {
  if (error instanceof WantsFile) {
    return { phase: 'wanting', name: error.file, isAttention: error.isAttention };
  }
  return { phase: 'refused', message: reasonOf(error) };
}
