/**
 * The one export that may run: who may, that it stands in the access log before the first byte is written, how far it is.
 * Closing the branch cancels it; half a file never has the file's name.
 */
import { basename } from 'node:path'
import type { z } from 'zod'
import { may } from '../../../domain/people/permissions.ts'
import { signature } from '../../../domain/people/person.ts'
import type { ExportState, exportRefusal } from '../../contract.ts'
import type { Branch } from '../branch.ts'
import { noteLook } from '../customers/looks.ts'
import type { Exporting } from './exporting.ts'
import { casesCounted } from './rows.ts'
import { writeExport } from './write.ts'

/** A screen is told at most so often. */
const TELL_EVERY = 4000

export function openExporting(branch: Branch): Exporting {
  let state: ExportState = { at: 'idle' }
  let running: Promise<void> | null = null
  let stopped = false
  const show = (next: ExportState) => {
    state = next
    branch.changed('journalExport')
  }
  async function write({ file, reason, by }: Parameters<Exporting['begin']>[0]): Promise<void> {
    const name = basename(file)
    show({ at: 'writing', file: name, done: 0, total: 0 })
    let told = 0
    try {
      const end = await writeExport(branch, {
        file,
        reason,
        by: { id: by.id, signature: signature(by), role: by.role },
        cancelled: () => stopped,
        progress(done, total) {
          state = { at: 'writing', file: name, done, total }
          if (done - told < TELL_EVERY) return
          told = done
          branch.changed('journalExport')
        },
      })
      if (end.ok) {
        const { ok: _, ...found } = end
        show({ at: 'written', file: name, ...found })
      } else show({ at: 'cancelled', file: name })
    } catch (error) {
      show({ at: 'failed', file: name, why: error instanceof Error ? error.message : String(error) })
    }
  }
  return {
    state: () => state,
    begin(wish) {
      stopped = false
      running = write(wish).finally(() => {
        running = null
      })
      return running
    },
    async cancel() {
      stopped = true
      await running
    },
  }
}

type Refusal = { ok: false; refusal: z.infer<typeof exportRefusal> }

/** Who may take the journal out of the house. */
export function exportObstacle(branch: Branch): { ok: false; refusal: { code: 'notSignedIn' | 'roleMayNot' } } | null {
  const person = branch.session.current()
  if (!person) return { ok: false, refusal: { code: 'notSignedIn' } }
  return may(person, 'exportJournal') ? null : { ok: false, refusal: { code: 'roleMayNot' } }
}

/** Whether an export may begin now, before anybody is asked where to keep it. */
export function exportMayBegin(branch: Branch, reason: string): { ok: true } | Refusal {
  const obstacle = exportObstacle(branch)
  if (obstacle) return obstacle
  const least = branch.knowledge.rules.lookReasonLeast
  if (reason.trim().length < least) return { ok: false, refusal: { code: 'reasonShort', least } }
  if (branch.exporting.state().at === 'writing') return { ok: false, refusal: { code: 'busy' } }
  return { ok: true }
}

/** Begins to write; what could not be noted in the log is not exported. The end is read from the state. */
export function beginExport(
  branch: Branch,
  { file, reason }: { file: string; reason: string },
): { ok: true } | Refusal {
  const allowed = exportMayBegin(branch, reason)
  if (!allowed.ok) return allowed
  const by = branch.session.current()
  if (!by) return { ok: false, refusal: { code: 'notSignedIn' } }
  const look = { what: 'export' as const, words: reason.trim(), found: casesCounted(branch.db) }
  if (!noteLook(branch, look)) return { ok: false, refusal: { code: 'notRecorded', why: 'other' } }
  void branch.exporting.begin({ file, reason: reason.trim(), by })
  return { ok: true }
}
