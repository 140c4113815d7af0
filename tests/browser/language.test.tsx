/** Components follow the language of the page without being mounted anew. */

import { type ReactElement, useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { render } from 'vitest-browser-react';
import { msg, t } from '#say';
import { speak, teach } from '../../src/language/language.ts';
import { keyOf } from '../../src/language/message.ts';
import { memo, useSaid } from '../../src/view/kit/language.ts';
import { Rich } from '../../src/view/kit/Rich.tsx';
import { Verbatim } from '../../src/view/kit/Verbatim.tsx';

const values = (token: ReactElement) => msg`It mixes the <em>values</em> of ${token}.`;

teach('zh', {
  [keyOf(msg`Share`)]: '分享',
  [keyOf(values(<i />))]: ['它混合 ', 0, ' 的<em>值</em>。'],
});

afterEach(() => speak('en'));

describe('What is memoised', () => {
  const Counted = memo(function Counted() {
    const [count, setCount] = useState(0);
    const said = useSaid(() => t`Share`, []);
    return (
      <button type="button" onClick={() => setCount(count + 1)}>
        {`${said} ${t`Share`} ${count}`}
      </button>
    );
  });

  it('says what it says in another language, and keeps its state', async () => {
    const page = await render(<Counted />);
    await page.getByRole('button').click();
    await expect.element(page.getByRole('button')).toHaveTextContent('Share Share 1');
    speak('zh');
    await expect.element(page.getByRole('button')).toHaveTextContent('分享 分享 1');
  });
});

describe('A message with elements', () => {
  const Said = memo(function Said() {
    const token = <Verbatim>river</Verbatim>;
    return (
      <p>
        <Rich of={values(token)} as={{ em: (text) => <em>{text}</em> }} />
      </p>
    );
  });

  it('has them where the language has them, with the tokens marked as English', async () => {
    const { container } = await render(<Said />);
    const shown = () => container.querySelector('p')!;
    expect(shown().textContent).toBe('It mixes the values of river.');
    expect(shown().querySelector('em')!.textContent).toBe('values');
    expect(shown().querySelector('bdi')!.getAttribute('lang')).toBeNull();
    speak('zh');
    await expect.poll(() => shown().textContent).toBe('它混合 river 的值。');
    expect(shown().querySelector('em')!.textContent).toBe('值');
    expect(shown().querySelector('bdi')!.getAttribute('lang')).toBe('en');
  });
});
