/**
 * The fused kernels on WebGL: a few programs of our own in place of one for each operation, because
 * every program that is run costs, however little it computes.
 *
 * TensorFlow.js keeps the results of its products packed, two rows by two columns to a texel. Where a
 * program takes one number at a time the others are unpacked first; that is a program, too.
 */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import {
  getKernel,
  type NamedAttrMap,
  registerKernel,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { FusedKernel } from './fused.ts';

type Program = Parameters<MathBackendWebGL['runWebGLProgram']>[0];

/** GLSL's view of the inputs: `getX(row, column)` and the like, one function for each name. */
function program(
  names: readonly string[],
  outputShape: number[],
  userCode: string,
  packed: boolean,
): Program {
  return {
    variableNames: [...names],
    outputShape,
    userCode,
    packedInputs: packed,
    packedOutput: packed,
  };
}

/** A float as GLSL writes it. */
const float = (value: number): string => value.toExponential();

/** Mean and 1 / √(σ² + ε) of each row of x [rows, width], side by side: [rows, 2]. */
const moments = (rows: number, width: number, epsilon: number): Program =>
  program(
    ['X'],
    [rows, 2],
    `void main() {
      int row = getOutputCoords().x;
      vec4 total = vec4(0.0);
      for (int i = 0; i < ${width}; i += 2) total += getX(row, i);
      vec2 mean = (total.xz + total.yw) / ${float(width)};
      vec4 squares = vec4(0.0);
      for (int i = 0; i < ${width}; i += 2) {
        vec4 centred = getX(row, i) - mean.xxyy;
        squares += centred * centred;
      }
      vec2 scale = inversesqrt((squares.xz + squares.yw) / ${float(width)} + ${float(epsilon)});
      setOutput(vec4(mean.x, scale.x, mean.y, scale.y));
    }`,
    true,
  );

/** (x − μ) / √(σ² + ε) · gain + bias from x [rows, width] and its moments. */
const normalised = (rows: number, width: number): Program =>
  program(
    ['X', 'Moments', 'Gain', 'Bias'],
    [rows, width],
    `void main() {
      ivec2 at = getOutputCoords();
      vec4 moments = getMoments(at.x, 0);
      vec4 scaled = (getX(at.x, at.y) - moments.xxzz) * moments.yyww;
      setOutput(scaled * getGain(at.y).xyxy + getBias(at.y).xyxy);
    }`,
    true,
  );

/** erf by formula 7.1.26 of Abramowitz and Stegun (1964); absolute error below 1.5e-7. */
const EXACT = `vec4 z = abs(x) * ${float(Math.SQRT1_2)};
      vec4 t = 1.0 / (1.0 + 0.3275911 * z);
      vec4 p = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
      vec4 erf = sign(x) * (1.0 - p * exp(-z * z));
      setOutput(0.5 * x * (1.0 + erf));`;

/** (1 + tanh(u)) / 2 is σ(2u), whose exponential is kept from overflowing. */
const BY_TANH = `vec4 u = ${float(Math.sqrt(8 / Math.PI))} * x * (1.0 + 0.044715 * x * x);
      setOutput(x / (1.0 + exp(clamp(-u, -80.0, 80.0))));`;

const gelu = (shape: number[], exact: boolean): Program =>
  program(
    ['A'],
    shape,
    `void main() {
      ivec2 at = getOutputCoords();
      vec4 x = getA(at.x, at.y);
      ${exact ? EXACT : BY_TANH}
    }`,
    true,
  );

interface Heads {
  readonly rows: number;
  readonly keys: number;
  readonly heads: number;
  readonly d: number;
}

/** q kᵀ / √d + mask for each head: [H, rows, keys]. */
const scores = ({ rows, keys, heads, d }: Heads): Program =>
  program(
    ['X', 'M'],
    [heads, rows, keys],
    `void main() {
      ivec3 at = getOutputCoords();
      int query = at.x * ${d};
      int key = query + ${heads * d};
      float sum = 0.0;
      for (int i = 0; i < ${d}; i++) {
        sum += getX(at.y + ${keys - rows}, query + i) * getX(at.z, key + i);
      }
      setOutput(sum * ${float(1 / Math.sqrt(d))} + getM(at.y, at.z));
    }`,
    false,
  );

/** The largest score of each row and the sum of the exponentials below it: [H, rows, 2]. */
const extent = ({ rows, keys, heads }: Heads): Program =>
  program(
    ['S'],
    [heads, rows, 2],
    `void main() {
      ivec3 at = getOutputCoords();
      float largest = getS(at.x, at.y, 0);
      for (int i = 1; i < ${keys}; i++) largest = max(largest, getS(at.x, at.y, i));
      float sum = 0.0;
      for (int i = 0; i < ${keys}; i++) sum += exp(getS(at.x, at.y, i) - largest);
      setOutput(at.z == 0 ? largest : sum);
    }`,
    false,
  );

/** e^(score − largest) / sum: [H, rows, keys]. */
const weighed = ({ rows, keys, heads }: Heads): Program =>
  program(
    ['S', 'E'],
    [heads, rows, keys],
    `void main() {
      ivec3 at = getOutputCoords();
      float score = getS(at.x, at.y, at.z) - getE(at.x, at.y, 0);
      setOutput(exp(score) / getE(at.x, at.y, 1));
    }`,
    false,
  );

/** weights · v, the heads side by side: [rows, D]. */
const mixed = ({ rows, keys, heads, d }: Heads): Program =>
  program(
    ['W', 'X'],
    [rows, heads * d],
    `void main() {
      ivec2 at = getOutputCoords();
      int head = at.y / ${d};
      float sum = 0.0;
      for (int i = 0; i < ${keys}; i++) {
        sum += getW(head, at.x, i) * getX(i, at.y + ${2 * heads * d});
      }
      setOutput(sum);
    }`,
    false,
  );

type Inputs = Readonly<Record<string, TensorInfo>>;
type Run = (program: Program, ...inputs: TensorInfo[]) => TensorInfo;
type Compute = (
  inputs: Inputs,
  attributes: NamedAttrMap,
  run: Run,
  free: (tensor: TensorInfo) => void,
) => TensorInfo[];

/** All but the products, which TensorFlow.js's own packed program does well. */
const KERNELS: Readonly<
  Record<Exclude<FusedKernel, 'SightlinesLinear' | 'SightlinesLogits'>, Compute>
> = {
  SightlinesLayerNorm({ x, gain, bias }, { epsilon }, run, free) {
    const [rows, width] = x!.shape as [number, number];
    const about = run(moments(rows, width, epsilon as number), x!);
    const out = run(normalised(rows, width), x!, about, gain!, bias!);
    free(about);
    return [out];
  },

  SightlinesGelu({ x }, { exact }, run) {
    return [run(gelu(x!.shape, exact as boolean), x!)];
  },

  SightlinesAttention({ projected, mask }, { heads }, run, free) {
    const [keys, triple] = projected!.shape as [number, number];
    const count = heads as number;
    const shape = { rows: mask!.shape[0]!, keys, heads: count, d: triple / 3 / count };
    const masked = run(scores(shape), projected!, mask!);
    const about = run(extent(shape), masked);
    const weights = run(weighed(shape), masked, about);
    const context = run(mixed(shape), weights, projected!);
    free(masked);
    free(about);
    return [weights, context];
  },
};

/** Registers the kernels for the WebGL backend, once. */
export function registerWebglKernels(): void {
  if (getKernel('SightlinesGelu', 'webgl')) return;
  for (const [kernelName, compute] of Object.entries(KERNELS)) {
    registerKernel({
      kernelName,
      backendName: 'webgl',
      kernelFunc: ({ inputs, attrs, backend }) => {
        const webgl = backend as MathBackendWebGL;
        return compute(
          inputs as Inputs,
          attrs ?? {},
          (program, ...tensors) => webgl.runWebGLProgram(program, tensors, 'float32'),
          (tensor) => webgl.disposeIntermediateTensorInfo(tensor),
        );
      },
    });
  }
}
