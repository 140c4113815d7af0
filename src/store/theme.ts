/** Light or dark: the reader's own choice, kept in this browser and never in a link. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const KEY = 'sightlines.theme';

/** The stored choice; `system` when there is none or storage is closed to the page. */
export function storedTheme(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
  } catch {
    return 'system';
  }
}

export function keepTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage may be closed (private windows): the choice then lasts until the page is left.
  }
}

/** Puts the choice on the document; `system` leaves it to the media query. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') document.documentElement.removeAttribute('data-theme');
  else document.documentElement.dataset.theme = theme;
}
