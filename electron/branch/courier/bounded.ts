/** Bodies of answers, read no further than a bound: whoever answers without end must not fill the memory of a window. */

/** Thrown as soon as more has come than was to be read; nothing more of it is read then. */
export class TooLong extends Error {}

export async function bytesOf(response: Response, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  // Leaving the loop cancels the body.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > most) throw new TooLong(`an answer of more than ${most} bytes`)
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

export const textOf = async (response: Response, most: number): Promise<string> =>
  new TextDecoder().decode(await bytesOf(response, most))
