/** What `docs/console.md` shows can be typed into the browser's console, one piece after the other. */
import { documentAt, programsOf } from '../support/documents.ts';
import { live, open } from './support.ts';
import { expect, test } from './warm.ts';

const programs = programsOf(documentAt('docs/console.md'), 'js');

/** The lines that show a value, and what is said of it: `gpt.mask;  // Uint8Array, [T, T]`. */
function shownIn(program: string) {
  const lines = program.matchAll(/^(?!const|let)([^;\n]+);\s+\/\/ (.+)$/gm);
  return [...lines].map(([, expression, said]) => ({ expression: expression!, said: said! }));
}

/** What a remark says that a value is made of: the fields of an object, or of a list's first entry. */
function fieldsIn(said: string): string[] {
  const [, fields] = /\{ (.+?)(?:, …)? \}/.exec(said) ?? [];
  return fields?.split(', ') ?? [];
}

test('what the document of the console shows runs there, and gives what it says', async ({
  page,
}) => {
  await open(page);
  await live(page);
  const session = await page.context().newCDPSession(page);
  /** As the console does: what one line declares, the next may use or declare anew. */
  async function typed(expression: string, more = {}) {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      replMode: true,
      awaitPromise: true,
      ...more,
    });
    expect(exceptionDetails?.exception?.description, expression).toBeUndefined();
    return result;
  }
  const seen: string[] = [];
  for (const program of programs) {
    await typed(program);
    for (const { expression, said } of shownIn(program)) {
      seen.push(expression);
      const value = await typed(`globalThis.shown = ${expression}`);
      expect(value.type, expression).not.toBe('undefined');
      const [array] = /^\w+Array\b/.exec(said) ?? [];
      if (array) expect(value.className, expression).toBe(array);
      const fields = await typed('Object.keys([shown].flat()[0])', { returnByValue: true });
      expect(fields.value, expression).toEqual(expect.arrayContaining(fieldsIn(said)));
    }
  }
  expect(programs.length).toBeGreaterThan(6);
  expect(seen.length).toBeGreaterThan(14);
  await typed('delete globalThis.shown');
  await session.detach();
});
