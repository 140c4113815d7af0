/** The filter that every key offers: outlines special tokens in place of showing what they weigh. */
import { t } from '#say';
import { useParameter } from './store.tsx';

export function HideSpecials() {
  const [isOn, set] = useParameter('specials');
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => set(event.currentTarget.checked)}
      />
      {t`Hide special tokens`}
    </label>
  );
}
