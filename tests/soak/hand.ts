/** A hand that does anything a person can do on the page, in an order that follows from a seed. */
import type { Page } from 'playwright';
import { anySentence, oneOf } from '../support/seeded.ts';

type Next = () => number;

const SIZES = [
  { width: 360, height: 740 },
  { width: 800, height: 1000 },
  { width: 1200, height: 900 },
  { width: 1920, height: 1080 },
];

/** What would leave the page, or ask the reader for a file or the clipboard. */
const LEFT_ALONE = 'a[href], [download], input[type="file"]';

/** Presses, checks, opens or chooses one of all controls that are there now; names it. */
function pressControl(page: Page, at: number, option: number): Promise<string> {
  return page.evaluate(
    ([where, which, leftAlone]) => {
      const controls = [
        ...document.querySelectorAll<HTMLElement>(
          'main button, main select, main summary, main input[type="radio"], main input[type="checkbox"], main [role="radio"], main [role="option"], header [role="radio"], header input[type="radio"]',
        ),
      ].filter(
        (each) =>
          !each.matches(leftAlone) &&
          !(each as HTMLButtonElement).disabled &&
          each.textContent !== 'Retry',
      );
      const control = controls[Math.floor(where * controls.length)];
      if (!control) return 'nothing';
      if (control instanceof HTMLSelectElement) {
        const { options } = control;
        const { value } = options[Math.floor(which * options.length)]!;
        const { set } = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')!;
        set!.call(control, value);
        control.dispatchEvent(new Event('change', { bubbles: true }));
        return `chose ${value}`;
      }
      control.click();
      return `pressed ${(control.getAttribute('aria-label') ?? control.textContent ?? '').slice(0, 40)}`;
    },
    [at, option, LEFT_ALONE] as const,
  );
}

const box = (page: Page) => page.getByRole('textbox', { name: 'Type a sentence' });

const ACTS: readonly ((page: Page, next: Next) => Promise<string>)[] = [
  async (page, next) => {
    const typed = ` ${anySentence(next, 3)}`;
    await box(page).press('End');
    await box(page).pressSequentially(typed);
    return `typed${typed}`;
  },
  async (page, next) => {
    const text = anySentence(next);
    await box(page).fill(text);
    return `wrote ${text}`;
  },
  async (page) => {
    await box(page).press('End');
    for (let n = 0; n < 6; n++) await box(page).press('Backspace');
    return 'deleted';
  },
  async (page, next) => {
    const size = oneOf(SIZES, next);
    await page.setViewportSize(size);
    return `resized to ${size.width}`;
  },
  async (page, next) => {
    await page
      .getByRole('tab')
      .nth(Math.floor((next() + 1) * 2.5))
      .click({ timeout: 5000 });
    return 'went to a view';
  },
  async (page, next) => {
    const { width, height } = page.viewportSize()!;
    await page.mouse.move(((next() + 1) / 2) * width, ((next() + 1) / 2) * height, { steps: 4 });
    return 'pointed';
  },
  async (page, next) => {
    for (let n = 0; n < 4; n++) {
      await page.keyboard.press(oneOf(['ArrowDown', 'ArrowRight', 'Home', 'Escape', 'Tab'], next));
    }
    return 'walked by keyboard';
  },
];

/** One act; says what it was. Half of them are the use of any control there is. */
export async function act(page: Page, next: Next): Promise<string> {
  const chance = () => Math.min(0.999_999, (next() + 1) / 2);
  if (chance() < 0.5) return pressControl(page, chance(), chance());
  return oneOf(ACTS, next)(page, next);
}
