import { type HeldTrace, LARGE } from '../../src/model/trace.ts';

/** A reading with as many more heads, the same ones over and over, as make its attention too large to be sent. */
export function enlarged(trace: HeldTrace): HeldTrace {
  const times = Math.ceil((LARGE + 1) / trace.attention.byteLength);
  const attention = new Float32Array(trace.attention.length * times);
  for (let i = 0; i < times; i++) attention.set(trace.attention, i * trace.attention.length);
  return { ...trace, layers: trace.layers * times, attention };
}
