/** The size that a picture says it has, read from its header alone: before a decoder asks for the memory. */

const PNG_SIGNATURE = 0x89504e47

type Size = { width: number; height: number }

/** ISO/IEC 15948, 11.2.2: IHDR is the first chunk. */
export function pngSize(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 24 || view.getUint32(0) !== PNG_SIGNATURE) return null
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** ITU-T T.81, B.2.2: the frame header (SOF0–SOF15 without DHT, JPG and DAC). */
export function jpegSize(bytes: Uint8Array): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null
    const code = bytes[at + 1] as number
    if (code === 0xff) at += 1
    else if (code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc)
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    else at += 2 + view.getUint16(at + 2)
  }
  return null
}
