/** Thrown where a link names files, which only the reader can open. */
export class WantsFile extends Error {
  override readonly name = 'WantsFile';
  readonly file: string;
  readonly isAttention: boolean;

  constructor(file: string, isAttention: boolean) {
    super(`${file} is a file of somebody’s own: choose it, or drop it on the page.`);
    this.file = file;
    this.isAttention = isAttention;
  }
}
