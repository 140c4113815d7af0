/**
 * Attention in a safetensors file: arrays, and beside them strings in the header's metadata. Only the header
 * is read when it is opened.
 */
import { msg } from '#say';
import {
  type Holder,
  headerLength,
  readLayout,
  SafetensorsError,
} from '../../../model/weights/header.ts';
import { told } from '../../../text/told.ts';
import { plain, plainMessage } from '../plain.ts';
import { BYTES, bytesOf, type Dtype, type DumpArray, type DumpFile } from './arrays.ts';
import { DumpError } from './dumpError.ts';
import { ARRAYS, HEADER } from './limits.ts';

const PREFIX = 8;

const isDtype = (dtype: string): dtype is Dtype => Object.hasOwn(BYTES, dtype);

/** @throws DumpError when its header or its layout is broken. */
export async function readSafetensors(file: Blob): Promise<DumpFile> {
  const prefix = await bytesOf(file, 0, Math.min(PREFIX, file.size));
  const length = prefix.byteLength < PREFIX ? 0n : headerLength(prefix);
  if (length > HEADER && length <= file.size) {
    throw new DumpError(
      msg`The file has a header of ${String(length)} bytes, and at most ${HEADER} are read: leave out metadata other than tokens, query_tokens, model, text and causal.`,
    );
  }
  const end = length > file.size ? prefix.byteLength : PREFIX + Number(length);
  const beginning = await bytesOf(file, 0, Math.min(file.size, end));
  const { entries, metadata } = layout(beginning, file.size);
  if (entries.size > ARRAYS) {
    throw new DumpError(
      msg`The file has ${entries.size} arrays, and at most ${ARRAYS} are read: write one for each layer.`,
    );
  }
  const arrays: DumpArray[] = [];
  const other: string[] = [];
  for (const [name, { dtype, shape, begin }] of entries) {
    if (!isDtype(dtype)) other.push(name);
    else {
      const bytes = (from: number, to: number) => bytesOf(file, begin + from, begin + to);
      arrays.push({ name, dtype, shape, bytes });
    }
  }
  const isRecord = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
  return { arrays, said: new Map(isRecord ? Object.entries(metadata) : []), other };
}

const ATTENTIONS: Holder = { subject: told`The attentions`, within: told`the attentions` };

function layout(beginning: Uint8Array, size: number) {
  try {
    return readLayout(beginning, size, ATTENTIONS);
  } catch (error) {
    if (!(error instanceof SafetensorsError)) throw error;
    const said = error.said ? plainMessage(error.said) : plain(error.message, 400);
    throw new DumpError(
      msg`${said} Write the file again with save_file of the safetensors package.`,
      { cause: error },
    );
  }
}
