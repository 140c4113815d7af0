/**
 * The console API, `window.sightlines`: the same engine as the page's, for teachers and notebooks.
 * Documented in docs/console.md.
 */

import { BACKENDS, type BackendName, type Engine, type EngineStats } from '../engine/protocol.ts';
import type { Candidate, FullComparison, HeadStages, HeldTrace } from '../model/trace.ts';
import { plainCopy, plainParts } from '../text/plain.ts';
import { SIDES, type Side } from '../text/token.ts';
import { type Analysis, analyse, type HeadPair } from './analyse.ts';
import { type BlankAnswer, type BlankRequest, blankSlot } from './blankSlot.ts';
import { type GeneratedToken, type GenerateRequest, generate } from './generate.ts';
import { checkIntervention, type Intervention, runIntervened } from './intervened.ts';
import { isName, NAMES, type Name, sideOf } from './names.ts';
import { type OpenedModel, openedModels } from './openedModels.ts';
import type { OpenIn, OpenRequest } from './openModels.ts';
import type { PlainRuns } from './plainRuns.ts';
import { whenReady } from './whenReady.ts';

/** A head of one model; layer and head count from 0. */
export interface Inspect {
  readonly model: Name | Side;
  readonly layer: number;
  readonly head: number;
}

export interface RunRequest extends Intervention {
  readonly text: string;
  readonly pair?: string;
  readonly backend?: BackendName;
  /** The head whose every stage its model's answer should carry; indices count from 0. */
  readonly inspect?: Inspect;
}

/** One model's answer. Axis letters: L layers, H heads, T tokens. */
export interface ModelRun {
  /** T tokens in the vocabulary's spelling: `Ġ` stands for the space before a word. */
  readonly tokens: string[];
  /** T tokens as the page shows them. */
  readonly labels: string[];
  /** T vocabulary ids. */
  readonly ids: number[];
  readonly layers: number;
  readonly heads: number;
  /** Of cross-attention from a file: how many of the T tokens, the first ones, are read by those after them. */
  readonly across?: number;
  /** [T, T], 1 = the row's token may read the column's. */
  readonly mask: Uint8Array;
  /** T flags: which tokens are specials that the model's frame added or that `[MASK]` stands for. */
  readonly special: boolean[];
  /** T numbers: the word of the text that a token belongs to; null for specials. */
  readonly word: (number | null)[];
  /** [L, H, T, T], row-major: rows read from columns. */
  readonly attention: Float32Array;
}

export interface TokenChance {
  /** The vocabulary's spelling. */
  readonly token: string;
  /** As the page shows it. */
  readonly label: string;
  /** Probability over the whole vocabulary. */
  readonly p: number;
}

type Stages = Omit<HeadStages, 'layer' | 'head'>;

/** What a model predicts, where it does. */
export interface Predicted {
  /** One entry for each `[MASK]` in the text, with its position in `tokens`. */
  readonly masked?: { index: number; top: TokenChance[] }[];
  readonly next?: TokenChance[];
}

/** Both models' answers; where a head was to be inspected, its stages too. */
export interface RunResult extends Partial<Stages> {
  readonly left: ModelRun & Predicted;
  readonly right: ModelRun & Predicted;
  /** The same where the models that ship with the page stand there. */
  readonly bert: ModelRun & Required<Pick<Predicted, 'masked'>>;
  readonly gpt: ModelRun & Required<Pick<Predicted, 'next'>>;
  /** The inspected head, and the same stages. */
  readonly inspected?: Inspect & HeadStages;
}

export interface SightlinesConsole {
  /** Resolves once both models can run; rejects with a sentence when they cannot. Ask again after a Retry. */
  readonly ready: Promise<void>;
  run(request: RunRequest): Promise<RunResult>;
  /**
   * Measures every head of what `run()` gave, or of a structured clone of it; at once, on the page.
   * `heads`, by `left` and `right` and counted from 0, are those whose `difference` is taken: the first of
   * each model unless others are named. Throws a sentence when it is given something else.
   */
  analyse(run: PlainRuns, heads?: HeadPair): Analysis;
  /**
   * GPT writes on, a token at a time: `for await (const { label } of sightlines.generate({ text }))`. The
   * same seed writes the same. Throws a sentence, before the first token, when it cannot be done.
   */
  generate(request: GenerateRequest): AsyncGenerator<GeneratedToken, void, void>;
  /**
   * What each model puts in the place of one token, which is taken out with the rest of its word: BERT from
   * both sides, GPT from the left. Rejects with a sentence when there is no token of the text at `index`.
   */
  blank(request: BlankRequest): Promise<BlankAnswer>;
  stats(): Promise<EngineStats>;
  /**
   * Puts other models, or attention from files, into the places; null puts the page's own back. Resolves when both
   * answer; rejects with a sentence, and what stood there stays.
   */
  open(request: OpenRequest): Promise<void>;
  /** What stands in each place; null before it has arrived. */
  readonly models: Readonly<Record<Side, OpenedModel | null>>;
}

declare global {
  interface Window {
    sightlines: SightlinesConsole;
  }
}

function modelRun(trace: HeldTrace): ModelRun {
  return {
    tokens: trace.tokens.map((token) => token.piece),
    labels: trace.tokens.map((token) => token.label),
    ids: trace.tokens.map((token) => token.id),
    layers: trace.layers,
    heads: trace.heads,
    ...(trace.across !== undefined && { across: trace.across }),
    special: trace.tokens.map((token) => token.special),
    word: trace.tokens.map((token) => token.word),
    mask: trace.mask,
    attention: trace.attention,
  };
}

/** Every stage of the one head that was asked for. */
function stagesOf({ side, inspected }: HeldTrace): Partial<RunResult> {
  if (!inspected) return {};
  const { layer: _layer, head: _head, ...stages } = inspected;
  return { ...stages, inspected: { model: NAMES[side], ...inspected } };
}

function chances(top: readonly Candidate[]): TokenChance[] {
  return top.map(({ piece, label, p }) => ({ token: piece, label, p }));
}

/** A model's run with what it predicts. */
function answered(trace: HeldTrace): ModelRun & Predicted {
  const { model, predictions } = trace;
  const { fillsBlanks, writes } = model.can;
  return {
    ...modelRun(trace),
    ...(fillsBlanks && {
      masked: predictions.map(({ index, top }) => ({ index, top: chances(top) })),
    }),
    ...(writes && { next: chances(predictions[0]?.top ?? []) }),
  };
}

/** A comparison as the console API hands it out. @param isShipped whether the page's own model stands in a place */
export function runResult(
  comparison: Pick<FullComparison<HeldTrace>, Side>,
  isShipped: (side: Side) => boolean = () => true,
): RunResult {
  const left = answered(comparison.left);
  const right = answered(comparison.right);
  return {
    ...{ left, right },
    ...(isShipped('left') && { bert: left }),
    ...(isShipped('right') && { gpt: right }),
    ...stagesOf(comparison.left),
    ...stagesOf(comparison.right),
  } as RunResult;
}

/** Whether the models have that head is known only when they run. */
function isInspect(value: unknown): value is Inspect {
  if (typeof value !== 'object' || value === null) return false;
  const { model, layer, head } = value as Record<string, unknown>;
  return isName(model) && Number.isInteger(layer) && Number.isInteger(head);
}

const PARTS = ['text', 'pair', 'backend', 'inspect', 'mask', 'ablate'] as const;

/** @throws TypeError with a sentence when the request is not one. */
function checked(
  request: unknown,
): Omit<RunRequest, keyof Intervention> & { change: Intervention } {
  const example = 'for example run({ text: "The cat sat." })';
  if (typeof request !== 'object' || request === null) {
    throw new TypeError(`run() takes an object, ${example}.`);
  }
  const parts = plainParts(request, PARTS);
  const { text, pair, backend, inspect } = parts;
  if (typeof text !== 'string') throw new TypeError(`run() needs "text" as a string, ${example}.`);
  if (text.trim() === '') throw new TypeError(`The text is empty: give it a word, ${example}.`);
  if (pair !== undefined && typeof pair !== 'string') {
    throw new TypeError('"pair", the second sentence, must be a string where it is given.');
  }
  if (backend !== undefined && !(BACKENDS as readonly unknown[]).includes(backend)) {
    throw new TypeError(`"backend" must be one of ${BACKENDS.join(', ')} where it is given.`);
  }
  if (inspect !== undefined && !isInspect(inspect)) {
    throw new TypeError(
      '"inspect" must be a head such as { model: "bert", layer: 0, head: 2 } where it is given; counted from 0.',
    );
  }
  const change = checkIntervention(parts);
  return {
    ...(parts as unknown as RunRequest),
    change,
  };
}

/**
 * @param engine the page's engine
 * @param open opens something in a place
 * @param start makes an engine on a forced backend; at most one per backend is made
 */
export function createConsole(
  engine: Engine,
  start: (backend: BackendName) => Engine,
  open: OpenIn = () => Promise.reject(new Error('Nothing can be opened here.')),
): SightlinesConsole {
  const forced = new Map<BackendName, Engine>();
  const isShipped = (side: Side) => !engine.models[side]?.source;
  const engineOn = (backend: BackendName | undefined): Engine => {
    const { status } = engine;
    const running = status.phase === 'ready' ? status.backend?.name : undefined;
    if (backend === undefined || backend === running) return engine;
    if (SIDES.some((side) => !isShipped(side))) {
      throw new TypeError(
        `Another backend than the page's runs its own models alone: open the page with ?backend=${backend} in its address.`,
      );
    }
    const other = forced.get(backend) ?? start(backend);
    forced.set(backend, other);
    return other;
  };

  return {
    get ready() {
      return whenReady(engine);
    },
    async run(request) {
      const { text, pair, backend, inspect, change } = checked(request);
      const chosen = engineOn(backend);
      await whenReady(chosen);
      const read = { text, ...(pair !== undefined && { pair }) };
      const head = inspect && {
        side: sideOf(inspect.model),
        layer: inspect.layer,
        head: inspect.head,
      };
      if (Object.keys(change).length > 0) {
        const asked = (side: Side) => ({ ...read, ...(head?.side === side && { inspect: head }) });
        return runResult(await runIntervened(chosen, change, asked), isShipped);
      }
      return runResult(await chosen.run({ ...read, ...(head && { inspect: [head] }) }), isShipped);
    },
    analyse: (run, heads) =>
      analyse(plainCopy(run, 'The run'), plainCopy(heads, 'What names the heads')),
    generate(request) {
      const { left, right } = engine.models;
      const isLeft = left?.info.can.writes && !right?.info.can.writes;
      return generate(engine, request, isLeft ? 'left' : 'right');
    },
    blank: (request) => blankSlot(engine, request, isShipped),
    stats: () => engine.stats(),
    async open(request) {
      await (await import('./openModels.ts')).openModels(open, request);
      await whenReady(engine);
    },
    get models() {
      return openedModels(engine);
    },
  };
}
