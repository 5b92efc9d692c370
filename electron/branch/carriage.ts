/**
 * What the window and the courier tell each other of files: which one somebody waits for, and how much of one has gone or
 * come. Kept in memory: after a restart headquarters says how far it is, and the part on the disk how much has come.
 */
import type { Content } from './store/carriage.ts'

export type Carriage = {
  /** Somebody wants to see this file; it goes before all others. */
  demand(file: Content): void
  demanded(): Content[]
  /** It is there now, or nobody can give it. */
  settled(sha256: string): void
  onDemand(listener: () => void): () => void
  /** Bytes that have gone or come; 0 where nothing is known. */
  progress(sha256: string): number
  note(sha256: string, bytes: number): void
}

export function openCarriage(): Carriage {
  const wishes = new Map<string, Content>()
  const done = new Map<string, number>()
  const listeners = new Set<() => void>()
  return {
    demand(file) {
      wishes.set(file.sha256, file)
      for (const listener of listeners) listener()
    },
    demanded: () => [...wishes.values()],
    settled(sha256) {
      wishes.delete(sha256)
      done.delete(sha256)
    },
    onDemand(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    progress: (sha256) => done.get(sha256) ?? 0,
    note: (sha256, bytes) => void done.set(sha256, bytes),
  }
}
