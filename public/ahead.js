// Asks for the pictures that the page opens with beside its script rather than after it. Only a hint: the
// page itself (src/store/values.ts) decides what it opens, and fetches what was not hinted at.
const { version } = document.currentScript.dataset;
const asked = new URLSearchParams(`${location.search}&${location.hash.slice(1)}`);
const example = asked.get('preset') ?? (asked.has('text') ? null : 'animal-tired');
if (example && /^[a-z-]+$/.test(example)) {
  const hint = document.createElement('link');
  Object.assign(hint, {
    rel: 'preload',
    as: 'fetch',
    crossOrigin: 'anonymous',
    // The very address that the page asks for (src/examples/published.ts): another one would be fetched twice.
    href: `./presets/${example}.json${version ? `?v=${version}` : ''}`,
  });
  document.head.append(hint);
}
