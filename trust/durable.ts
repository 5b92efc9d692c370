/** Writing files so that a power cut leaves the old one or the new one, never half. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Flushes what another wrote into this file. */
export function flush(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Write, fsync, rename, fsync the folder. Throws where the disk refuses. */
export function writeDurably(file: string, text: string, mode = 0o644): void {
  const fresh = `${file}.new`
  const handle = openSync(fresh, 'w', mode)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(fresh, file)
  if (process.platform === 'win32') return // Windows has no handle on a folder to flush
  const folder = openSync(dirname(file), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/**
 * Gives a written and flushed file its lasting name, in a folder that is made where it is missing. When this resolves the
 * file is found there after a power cut too. Does not hold up the process while the disk works.
 */
export async function moveDurably(from: string, to: string): Promise<void> {
  const folder = dirname(to)
  const made = await mkdir(folder, { recursive: true })
  await rename(from, to)
  await flushFolder(folder)
  if (made !== undefined) await flushFolder(dirname(folder))
}

/** Flushes what another wrote into this file; does not hold up the process meanwhile. */
export async function flushSoon(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // Windows has no handle on a folder to flush
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
