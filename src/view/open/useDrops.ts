/** Files that are dropped or pasted anywhere on the page: on a model's panel in its place, else by the half. */
import { useEffect } from 'react';
import type { Side } from '../../text/token.ts';
import { useActions, useStoreNow } from '../kit/store.tsx';

const hasFiles = (data: DataTransfer | null): data is DataTransfer =>
  data?.types.includes('Files') ?? false;

/** What was dropped, for as long as the event lasts. */
function entriesOf({ items, files }: DataTransfer): readonly (FileSystemEntry | File)[] {
  const entries = Array.from(items, (item) => item.webkitGetAsEntry?.() ?? null);
  return entries.some((entry) => entry) ? entries.filter((entry) => entry !== null) : [...files];
}

export function useDrops(): void {
  const { openModel, chooseModel } = useActions();
  const stateNow = useStoreNow();
  useEffect(() => {
    const done = new AbortController();
    const { signal } = done;
    async function take(data: DataTransfer, side: Side) {
      const entries = entriesOf(data);
      const { filesDropped } = await import('./filesIn.ts');
      chooseModel(side);
      openModel(side, { from: 'files', files: await filesDropped(entries) });
    }
    window.addEventListener(
      'dragover',
      (event) => {
        if (hasFiles(event.dataTransfer)) event.preventDefault();
      },
      { signal },
    );
    window.addEventListener(
      'drop',
      (event) => {
        const { dataTransfer, target, clientX } = event;
        if (!hasFiles(dataTransfer)) return;
        event.preventDefault();
        const on = (target as Element).closest<HTMLElement>('[data-side]')?.dataset.side as Side;
        const half = clientX < innerWidth / 2 ? 'left' : 'right';
        void take(dataTransfer, stateNow().chooser ?? on ?? half);
      },
      { signal },
    );
    window.addEventListener(
      'paste',
      (event) => {
        if (!event.clipboardData?.files.length) return;
        event.preventDefault();
        void take(event.clipboardData, stateNow().chooser ?? 'left');
      },
      { signal },
    );
    return () => done.abort();
  }, [openModel, chooseModel, stateNow]);
}
