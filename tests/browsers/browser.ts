/** A browser other than Chromium, as the smoke test sees it. */

/** What its executables need to be found, or what is missing. */
export interface Engine {
  readonly name: string;
  /** Packages of Debian that bring it. */
  readonly packages: readonly string[];
  /** What is not installed here, as "Firefox"; null when nothing is missing. */
  missing(): string | null;
  launch(): Promise<Browser>;
}

/** An open window. Selectors are of CSS, and mean the first element that is visible. */
export interface Browser {
  readonly version: string;
  open(address: string): Promise<void>;
  /** The value of a JavaScript expression in the page, or of the promise that it gives. */
  value<Value>(expression: string): Promise<Value>;
  click(selector: string): Promise<void>;
  /** Replaces what is in a text field, key by key. */
  type(selector: string, text: string): Promise<void>;
  /** Moves the mouse over an element: from its left and its top, as shares of its size. */
  point(selector: string, x: number, y: number): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** A PNG of the window. */
  picture(): Promise<Uint8Array>;
  close(): Promise<void>;
}
