/**
 * Puts a text on the clipboard. Must be called in the handler of a click or a key.
 *
 * Browsers keep the clipboard from pages without a permission, in another page's frame or on plain
 * http; copying what is selected, as a person would, they mostly allow there too.
 *
 * @param field shows the text; left selected where the text could not be copied
 * @returns whether it was copied
 */
export async function copyText(
  text: string,
  field: HTMLInputElement | HTMLTextAreaElement,
): Promise<boolean> {
  // Absent on plain http, whatever its type says.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard) return copySelected(field);
  try {
    await clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(field);
  }
}

function copySelected(field: HTMLInputElement | HTMLTextAreaElement): boolean {
  field.focus();
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  }
}
