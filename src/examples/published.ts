/** The version of the examples' files that this build was made with; set by the build alone. */
declare const __DATA_VERSION__: string | undefined;

/**
 * The address of a file that was published with this page. An old page that is still open never takes
 * a newer one's for its own, nor the other way round, whatever is kept between them.
 */
export function published(path: string, base: URL): URL {
  const url = new URL(path, base);
  if (typeof __DATA_VERSION__ === 'string') url.searchParams.set('v', __DATA_VERSION__);
  return url;
}
