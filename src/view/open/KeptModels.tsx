/** Models that are kept for the next visit: what they take, and the way to let go of them. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import { plural, t } from '#say';
import { createModelCache, type KeptModelSize, sizeInWords } from '../../engine/keptModels.ts';
import type { Side } from '../../text/token.ts';
import { useActions, useSelector } from '../kit/store.tsx';

export function KeptModels({ side }: { readonly side: Side }) {
  const cache = useMemo(() => createModelCache(new URL('.', document.baseURI)), []);
  const [kept, setKept] = useState<readonly KeptModelSize[]>([]);
  const phase = useSelector((state) => state.openings[side]?.phase);
  const { openModel } = useActions();
  const look = useCallback(() => cache.list().then(setKept), [cache]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is kept changes with what is opened
  useEffect(() => {
    void look();
  }, [look, phase]);
  if (kept.length === 0) return null;
  const all = kept.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <details className="open-kept">
      <summary>
        {t`Kept for the next visit: ${plural(kept.length, { one: '# model', other: '# models' })}, ${sizeInWords(all)}`}
      </summary>
      <ul>
        {kept.map(({ link, title, bytes, all: whole, isWhole }) => (
          <li key={link}>
            <button
              type="button"
              className="link"
              translate="no"
              onClick={() => openModel(side, { from: 'name', text: link })}
            >
              {title}
            </button>
            <span className="number">
              {isWhole ? sizeInWords(bytes) : t`${sizeInWords(bytes)} of ${sizeInWords(whole)}`}
            </span>
            <button
              type="button"
              className="link"
              aria-label={t`Remove ${title}`}
              onClick={() => void cache.remove(link).then(look)}
            >
              {t`Remove`}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={() => void cache.clear().then(look)}>
        {t`Remove all`}
      </button>
    </details>
  );
}
