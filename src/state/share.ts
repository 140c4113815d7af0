/** Copies a link. */

/**
 * Puts the link on the clipboard and gives it back.
 *
 * @throws Error with a sentence where the browser does not let the page write to the clipboard (no
 *   permission, no focus, an insecure origin).
 */
export async function copyLink(link: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(link);
    return link;
  } catch {
    throw new Error(
      'This browser did not let the page copy. The address bar holds the same link: copy it from there.',
    );
  }
}
