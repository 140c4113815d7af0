/** Counts the draws that a function makes of WebGL: one for each program that TensorFlow.js runs. */
export async function drawCalls(run: () => Promise<unknown>): Promise<number> {
  const prototype = WebGL2RenderingContext.prototype;
  const { drawElements, drawArrays } = prototype;
  let calls = 0;
  prototype.drawElements = function (...args) {
    calls++;
    return drawElements.apply(this, args);
  };
  prototype.drawArrays = function (...args) {
    calls++;
    return drawArrays.apply(this, args);
  };
  try {
    await run();
  } finally {
    Object.assign(prototype, { drawElements, drawArrays });
  }
  return calls;
}
