/** A server of two tiny checkpoints, for tests that load without a network. */
import { createHash } from 'node:crypto';

/** The page's address. */
export const BASE = new URL('https://example.org/page/');

export const CONTENT: Readonly<Record<string, string>> = {
  'mini-bert/config.json': '{"model_type":"bert"}',
  'mini-bert/tokenizer.json': '{"version":"1.0"}',
  'mini-bert/tokenizer_config.json': '{"unk_token":null}',
  'mini-bert/model.q8.safetensors': 'b'.repeat(1000),
  'mini-gpt/config.json': '{"model_type":"gpt2"}',
  'mini-gpt/tokenizer.json': '{"version":"1.0"}',
  'mini-gpt/tokenizer_config.json': '{"unk_token":null}',
  'mini-gpt/model.q8.safetensors': 'g'.repeat(500),
};

export const hash = (text: string) => createHash('sha256').update(text).digest('hex');

function manifest(content: typeof CONTENT): string {
  const models: Record<string, Record<string, unknown>> = { 'mini-bert': {}, 'mini-gpt': {} };
  for (const [path, text] of Object.entries(content)) {
    const [folder = '', name = ''] = path.split('/');
    models[folder]![name] = { bytes: text.length, sha256: hash(text) };
  }
  return JSON.stringify(models);
}

type Answer = () => Response | Promise<Response>;

/** A server of the good files, on which single paths can be made to answer otherwise. */
export function server(overrides: Record<string, Answer> = {}, content = CONTENT) {
  const asked: string[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const path = String(input).slice(`${BASE}models/`.length);
    asked.push(`${path} ${init?.cache}`);
    const override = overrides[path];
    if (override) return override();
    const text = path === 'manifest.json' ? manifest(content) : content[path];
    return text === undefined ? new Response('gone', { status: 404 }) : new Response(text);
  };
  return { fetch: fetch as typeof globalThis.fetch, asked, overrides };
}
