/** Whom the page may ask for a model: its own server, and the hub. */

/** The hub of models that a reader names by their ids. */
export const HUB = 'https://huggingface.co/';

/** The hub, and where it hands on whoever asks for a large file: these change, so no single ones are named. */
export const HUB_HOSTS = ['https://huggingface.co', 'https://*.hf.co'] as const;

const isHub = ({ protocol, hostname, port }: URL): boolean =>
  protocol === 'https:' &&
  port === '' &&
  (hostname === 'huggingface.co' || hostname.endsWith('.hf.co'));

/**
 * @param page the page's own address.
 * @param hub where models are looked up by their ids.
 */
export const mayAsk = (url: URL, page: URL, hub: URL): boolean =>
  /^https?:$/.test(url.protocol) &&
  (url.origin === page.origin || url.origin === hub.origin || isHub(url));
