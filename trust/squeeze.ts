/**
 * Bodies of requests and answers as they travel. Long ones by brotli (RFC 7932). Short ones, where brotli has little to look
 * back at, by deflate (RFC 1951) with a dictionary that both ends have: what every registration says. A dictionary is named
 * by its number and never changes.
 */

import type { Duplex } from 'node:stream'
import { promisify } from 'node:util'
import { brotliCompress, constants, createBrotliDecompress, createInflateRaw, deflateRaw, inflateRaw } from 'node:zlib'
import dictionary from './dictionary-1.json' with { type: 'json' }

/** Names for `content-encoding` and `accept-encoding`; the first is ours (RFC 9110 §8.4.1 leaves the names open). */
export const SHORT = 'okno-deflate-1'
export const LONG = 'br'
export type Encoding = typeof SHORT | typeof LONG

/** Below it the saving is smaller than a packet. */
export const LEAST_BYTES = 400
/** From here on what has gone before is dictionary enough. */
const LONG_BYTES = 12 * 1024
/** Smaller by some hundredths with 11, but in thirty times the time. */
const QUALITY = 5

const shared = Buffer.from(dictionary.text, 'utf8')
const [brotli, deflate, inflate] = [promisify(brotliCompress), promisify(deflateRaw), promisify(inflateRaw)]

/** The encoding for a text of so many characters among those that the other end takes; null: as it is. */
export function encodingFor(length: number, taken: (encoding: Encoding) => boolean): Encoding | null {
  if (length < LEAST_BYTES) return null
  const order: Encoding[] = length < LONG_BYTES ? [SHORT, LONG] : [LONG, SHORT]
  return order.find(taken) ?? null
}

export function squeeze(text: string, encoding: Encoding): Promise<Buffer> {
  const plain = Buffer.from(text, 'utf8')
  if (encoding === SHORT) return deflate(plain, { level: 9, dictionary: shared })
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: QUALITY,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  }
  return brotli(plain, { params })
}

/** A short body as it was; rejects for whatever is none, or grows beyond so many bytes. */
export const unsqueezeShort = async (bytes: Uint8Array, most: number): Promise<string> =>
  (await inflate(bytes, { dictionary: shared, maxOutputLength: most })).toString('utf8')

/** Opens what comes through it; whoever reads bounds it. */
export const opener = (encoding: Encoding): Duplex =>
  encoding === SHORT ? createInflateRaw({ dictionary: shared }) : createBrotliDecompress()
