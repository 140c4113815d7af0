/** On paper, where what is printed can be found again. */
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useActions } from '../kit/store.tsx';

export function PrintedLink() {
  const { share } = useActions();
  const [link, setLink] = useState('');
  useEffect(() => {
    // It must be there when the browser lays out the pages, which is at once.
    const tell = () => flushSync(() => setLink(share().link));
    window.addEventListener('beforeprint', tell);
    return () => window.removeEventListener('beforeprint', tell);
  }, [share]);
  return <p className="printed-link">{link}</p>;
}
