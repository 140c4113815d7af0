/** What stands in the place of the views while there is nothing to show in them. */
import { t } from '#say';
import { textNow } from '../../store/selectors.ts';
import { useParameter, useSelector } from '../kit/store.tsx';

export function Nothing() {
  const text = useSelector(textNow);
  const [preset] = useParameter('preset');
  const status = useSelector((state) => state.status);
  return <p className="nothing">{sentence(text, preset, status.phase === 'failed')}</p>;
}

function sentence(text: string, preset: string | null, isFailed: boolean): string {
  if (text.trim() === '') {
    return t`Type a sentence, and every head of both models shows how it reads it.`;
  }
  if (preset !== null) return t`This example is shown as soon as it has arrived.`;
  return isFailed
    ? t`A text of your own needs the models, which could not be loaded. The examples can be looked at without them.`
    : t`Your text is read as soon as the models have arrived. The examples can be looked at meanwhile.`;
}
