/** What components need to know of the browser: its theme, an element's width, its pixels. */
import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Colormap } from '../../figures/colormap.ts';
import { lookUpTable, PALETTES, PAPER, type ResolvedTheme } from '../../figures/colormap.ts';
import { useSelector } from './store.tsx';

/** A media query that components follow. */
export function useMedia(query: string): boolean {
  const media = useMemo(() => matchMedia(query), [query]);
  const follow = useCallback(
    (listener: () => void) => {
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [media],
  );
  return useSyncExternalStore(follow, () => media.matches);
}

/** The theme that is in force. */
function useResolvedTheme(): ResolvedTheme {
  const theme = useSelector((state) => state.theme);
  const systemIsDark = useMedia('(prefers-color-scheme: dark)');
  if (theme !== 'system') return theme;
  return systemIsDark ? 'dark' : 'light';
}

/** While the page is being printed. */
export const usePrinting = (): boolean => useSyncExternalStore(followPrinting, isPrinting);

/** Between `beforeprint` and `afterprint`. */
let isToBePrinted = false;

/** Asked for once: making a list of media takes longer than all else of a component that asks. */
let print: MediaQueryList | null = null;

function isPrinting(): boolean {
  print ??= matchMedia('print');
  return isToBePrinted || print.matches;
}

/**
 * A browser counts the pages before it tells of the medium: what is to be on them has to be there by the end of
 * `beforeprint`, or the last of it is cut off.
 */
function followPrinting(listener: () => void): () => void {
  const begin = () => {
    isToBePrinted = true;
    listener();
  };
  const end = () => {
    isToBePrinted = false;
    listener();
  };
  const media = matchMedia('print');
  media.addEventListener('change', listener);
  window.addEventListener('beforeprint', begin);
  window.addEventListener('afterprint', end);
  return () => {
    media.removeEventListener('change', listener);
    window.removeEventListener('beforeprint', begin);
    window.removeEventListener('afterprint', end);
  };
}

export function useColormap(): Colormap {
  const theme = useResolvedTheme();
  const isPrinting = usePrinting();
  return useMemo(() => {
    const palette = isPrinting ? PAPER : PALETTES[theme];
    return { palette, table: lookUpTable(palette) };
  }, [theme, isPrinting]);
}

/** Device pixels per CSS pixel, also after a zoom. */
export function usePixelRatio(): number {
  const [ratio, setRatio] = useState(() => devicePixelRatio);
  useEffect(() => {
    const media = matchMedia(`(resolution: ${ratio}dppx)`);
    const update = () => setRatio(devicePixelRatio);
    media.addEventListener('change', update);
    return () => media.removeEventListener('change', update);
  }, [ratio]);
  return ratio;
}

/** What takes longer than this is late, in milliseconds. */
const LATE_MS = 150;

/**
 * Whether something has been so for a while, counted anew whenever `since` changes. What is dimmed then, rather than after a delay of its own
 * transition, costs nothing where an answer is quick: a browser gives each picture that is about to
 * fade a layer of its own, and takes it away again.
 */
export function useLate(is: boolean, since?: unknown): boolean {
  const [isLate, setLate] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a sign of life, not a value
  useEffect(() => {
    if (!is) return;
    let wasLate = false;
    const timer = setTimeout(() => {
      wasLate = true;
      setLate(true);
    }, LATE_MS);
    return () => {
      clearTimeout(timer);
      // Also what is set to what it was may be rendered once more.
      if (wasLate) setLate(false);
    };
  }, [is, since]);
  return is && isLate;
}

export interface Measure {
  /** Width of the content box, in CSS pixels; 0 before the first layout. */
  readonly width: number;
  /** CSS pixels of 1 rem. */
  readonly rem: number;
}

export function useMeasure(ref: RefObject<HTMLElement | null>): Measure {
  const [measure, setMeasure] = useState<Measure>({ width: 0, rem: 16 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const update = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const width = element.clientWidth;
      setMeasure((old) => (old.width === width && old.rem === rem ? old : { width, rem }));
    };
    update();
    const observer = new ResizeObserver(update);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return measure;
}
