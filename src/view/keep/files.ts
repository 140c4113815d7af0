/** Pictures and numbers as files: painted anew from the scene, never taken from what is on the screen. */
import { inEnglish, type Message, msg, t } from '#say';
import { measureOn, paintCanvas } from '../../figures/paintCanvas.ts';
import { bytesOf } from '../../figures/pixels.ts';
import type { Cells, Scene, Type } from '../../figures/scene.ts';
import { fontOf, type MeasureText } from '../../figures/type.ts';

/** More pixels than this along a side, or in all, are more than some browsers paint. */
const LONGEST_SIDE = 16_384;
const MOST_PIXELS = 2 ** 27;

/** A picture that cannot be made; the message says what can. */
export class TooLarge extends Error {
  constructor(readonly said: Message) {
    super(inEnglish(said));
  }
}

export function measureText(): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) throw new Error(t`This browser draws nothing on a canvas.`);
  return measureOn(context);
}

/** Until the page's typefaces are here, in all types that a picture has. */
export async function fontsFor(types: readonly Type[]): Promise<void> {
  await Promise.all(types.map((type) => document.fonts.load(fontOf(type))));
}

/** Paints a scene, `scale` pixels a CSS pixel. */
export function paintOn(canvas: HTMLCanvasElement, { width, height, items }: Scene, scale: number) {
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(scale, scale);
  paintCanvas(context, items);
}

/** @throws TooLarge with a sentence, where a picture has too many pixels. */
export async function pngOf(scene: Scene, scale: number): Promise<Blob> {
  const [width, height] = [scene.width * scale, scene.height * scale];
  const tooLarge = () =>
    new TooLarge(
      msg`A PNG of ${Math.ceil(width)} by ${Math.ceil(height)} pixels is more than this browser can make: take a smaller size, or the SVG.`,
    );
  if (Math.max(width, height) > LONGEST_SIDE || width * height > MOST_PIXELS) throw tooLarge();
  const canvas = document.createElement('canvas');
  paintOn(canvas, scene, scale);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw tooLarge();
  return blob;
}

/** Cells as a `data:` URL: made larger already, so that a program that smooths images leaves them sharp. */
export function imageOf({ box, columns, rows, pixels }: Cells): string {
  const scale = Math.max(2, Math.ceil((2 * box[2]) / columns));
  const tile = document.createElement('canvas');
  tile.width = columns;
  tile.height = rows;
  tile.getContext('2d')?.putImageData(new ImageData(bytesOf(pixels), columns, rows), 0, 0);
  const large = document.createElement('canvas');
  large.width = columns * scale;
  large.height = rows * scale;
  const context = large.getContext('2d');
  if (context) {
    context.imageSmoothingEnabled = false;
    context.drawImage(tile, 0, 0, large.width, large.height);
  }
  return large.toDataURL('image/png');
}

/** Hands a file to the reader. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold of it as soon as it has begun, which is not yet.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * Puts a picture on the clipboard. Must be called in the handler of a click or a key.
 *
 * @returns whether it is there
 */
export async function copyImage(png: Promise<Blob>): Promise<boolean> {
  // Absent on plain http and in some browsers, whatever their types say.
  const clipboard = navigator.clipboard as Partial<Clipboard> | undefined;
  if (!clipboard?.write || typeof ClipboardItem === 'undefined') return false;
  try {
    await clipboard.write([new ClipboardItem({ 'image/png': png })]);
    return true;
  } catch {
    return false;
  }
}
