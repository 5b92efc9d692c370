/**
 * Opens a branch: lock, store, knowledge, line, session. The same function serves the process of the app, the tests and
 * the simulation; time, randomness and faults are given from outside.
 */
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type KeyPair, keyPairAt } from '../../trust/keys.ts'
import type { Cost } from '../../trust/pin.ts'
import type { Changed } from '../contract.ts'
import { closeDelivered } from './acting/closing.ts'
import { type Pace, usualPace } from './attachments/doors.ts'
import { openFolder } from './attachments/folder.ts'
import { openReception } from './attachments/reception.ts'
import { tidyAttachments } from './attachments/tidy.ts'
import { backUpOncePerDay, backupsOf } from './backup.ts'
import { type Branch, type Desk, newId } from './branch.ts'
import { openCarriage } from './carriage.ts'
import { type Knowledge, loadKnowledge } from './catalogue.ts'
import { startChecking } from './checking.ts'
import { forgetConsents } from './consent/store.ts'
import { type Faults, noFaults } from './faults.ts'
import { knowledgeInForce } from './forms.ts'
import { openExporting } from './journalExport/running.ts'
import { resumeLine } from './line.ts'
import { markerFile } from './marker.ts'
import { projectPeopleAtStart } from './people/projection.ts'
import { rebuildOld } from './projection.ts'
import { openForgetting } from './retention/running.ts'
import { callerOf } from './router.ts'
import { demoPinsOf, openSession } from './session.ts'
import { openStatus } from './status.ts'
import { certificateOf } from './store/certificates.ts'
import { countDrafts, forgetDiscards } from './store/drafts.ts'
import { openingKey } from './store/journal.ts'
import { lockWorkspace } from './store/lock.ts'
import { doubtPrinting, neverPrinted, uncertainJobs } from './store/printJobs.ts'
import { openOrRescue } from './store/rescue.ts'
import { setSetting, setting } from './store/settings.ts'
import type { Db } from './store/sql.ts'

export type BranchOptions = {
  /** Folder of this window's database, key and backups; made when it is not there. */
  workspace: string
  /** Folder of the machine-local marker: on this computer, outside the workspace and its backups. */
  state: string
  /** The project's folder `data`. */
  data: string
  /** Letter of the window until headquarters has enrolled the device. */
  letter: string
  version: string
  /** UTC milliseconds. */
  clock: () => number
  random: (bytes: number) => Uint8Array
  demo?: boolean
  faults?: Faults
  nativeBinding?: string | undefined
  /** What `data` holds, where it has been read already. */
  knowledge?: Knowledge
  /** Cost of the hashes of PINs; the usual one unless it is the demo, whose PINs everybody knows. */
  pinCost?: Cost
  /** Milliseconds of running time, forward only; the process's own unless given. */
  uptime?: () => number
  /** Daily copies; on unless a test says otherwise. */
  backups?: boolean
  /** Of the watched folder. */
  pace?: Pace
  /** Milliseconds from opening or sign-in until something old is forgotten; null: never by itself. */
  forgetAfterMs?: number | null
  onChanged?: (changed: Changed) => void
  /** Equipment that failed beside the work: a backup that could not be made. */
  onTrouble?: (what: string, error: unknown) => void
}

export type OpenBranch = {
  branch: Branch
  /** A call of the contract or of `internal`, by path. */
  call(path: string, input: unknown): Promise<unknown>
  /** The journal has been read through beside the work, and `recovery.altered` says what it found; or closing broke it off. */
  checked: Promise<void>
  close(): Promise<void>
}

/** Throws `CannotOpen` with a reason for a person, or the disk's own error. */
export async function openBranch(options: BranchOptions): Promise<OpenBranch> {
  const { workspace, clock, nativeBinding } = options
  mkdirSync(workspace, { recursive: true })
  // Customers' papers, the device's key and the hashes of PINs lie here: nobody else on this computer reads them.
  if (!existsSync(join(workspace, 'okno.db'))) chmodSync(workspace, 0o700)
  const shipped = options.knowledge ?? loadKnowledge(options.data)
  const lock = lockWorkspace(workspace, clock(), nativeBinding)
  let db: Db | undefined
  try {
    const at = new Date(clock()).toISOString()
    const opened = openOrRescue(workspace, { nativeBinding, backups: backupsOf(workspace), at })
    db = opened.db
    return await assemble(options, db, { shipped, lock, rescued: opened.rescued })
  } catch (error) {
    db?.close()
    lock.release()
    throw error
  }
}

async function assemble(
  options: BranchOptions,
  db: Db,
  { shipped, lock, rescued }: Pick<Branch, 'shipped' | 'lock'> & { rescued: string | null },
): Promise<OpenBranch> {
  const { workspace, clock, random, demo = false, faults = noFaults } = options
  const keys = keyPairAt(join(workspace, 'device.key'))
  const device = deviceWith(db, keys) ?? newId({ clock, random })
  setSetting(db, 'device', device)
  const changed: Branch['changed'] = (...what) => options.onChanged?.({ what })
  const listeners = new Set<() => void>()
  let backup: Promise<unknown> = Promise.resolve()
  const backUp = () => {
    if (options.backups === false) return
    backup = backup.then(() => backUpOncePerDay(branch)).catch((error) => options.onTrouble?.('backup', error))
  }
  const demoPins = demo
    ? await demoPinsOf({ db, random }, join(options.data, 'people.demo.json'), options.pinCost)
    : new Map()
  // Nobody is kept from working because something old could not be forgotten today.
  const forgetOld = () => {
    try {
      closeDelivered(branch)
    } catch (error) {
      options.onTrouble?.('closing', error)
    }
    forgetting.soon()
  }
  const session = openSession({
    db,
    uptime: options.uptime ?? (() => performance.now()),
    rule: () => shipped.rules.entry,
    demoPins,
    moved(person) {
      lock.name(person && session.tile(person).signature)
      changed('session')
      if (!person) return
      forgetOld()
      backUp()
    },
  })
  const shared: Omit<Branch, 'reception' | 'folder' | 'exporting' | 'forgetting'> = {
    db,
    clock,
    random,
    faults,
    keys,
    workspace,
    marker: markerFile(options.state, workspace),
    demo,
    version: options.version,
    desk: () => deskOf(db, device, { branch: shipped.profile.code, letter: options.letter }, shipped.profile.timeZone),
    knowledge: knowledgeInForce(db, shipped),
    shipped,
    session,
    pinCost: options.pinCost,
    status: openStatus(db, demo, () => changed('exchange')),
    recovery: { newLine: null, rescued, altered: 0, uncertainPrints: 0, drafts: 0, unprinted: [] },
    unprintable: new Set(),
    lock,
    carriage: openCarriage(),
    link: null,
    hub: null,
    onCommitted(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    committed() {
      for (const listener of listeners) listener()
    },
    changed,
  }
  const branch = withDoors(shared, options)
  const forgetting = openForgetting(branch, {
    pauseMs: options.forgetAfterMs,
    onTrouble: (error) => options.onTrouble?.('retention', error),
  })
  branch.forgetting = forgetting
  resumeLine(branch)
  rebuildOld(branch)
  // Also what an older program here stored of people without knowing them.
  db.transaction(() => projectPeopleAtStart(branch)).immediate()
  tidy(branch)
  tidyAttachments(branch)
  forgetOld()
  branch.folder.begin()
  backUp()
  const checking = startChecking(branch)
  return {
    branch,
    call: callerOf(branch),
    checked: checking.ended,
    async close() {
      await checking.stop()
      await forgetting.stop()
      await branch.exporting.cancel()
      await branch.folder.close()
      await branch.reception.close()
      await backup
      db.close()
      lock.release()
    },
  }
}

/** The doors for files need the branch, and the branch has them. */
function withDoors(
  shared: Omit<Branch, 'reception' | 'folder' | 'exporting' | 'forgetting'>,
  { pace, onTrouble }: BranchOptions,
): Branch {
  const branch = shared as Branch
  branch.reception = openReception(branch)
  branch.exporting = openExporting(branch)
  branch.folder = openFolder(branch, pace ?? usualPace, (error) => onTrouble?.('watched folder', error))
  return branch
}

/**
 * The device this database knows itself as, if the key beside it is still the certified one. A database that came without
 * its key (a backup holds none) is of another device: under the old name headquarters would believe nothing it signs. Before
 * the enrolment the key is the one that opened the line.
 */
function deviceWith(db: Db, { publicKey }: KeyPair): string | null {
  const device = setting(db, 'device')
  const certificate = device === null ? null : certificateOf(db, device)
  const line = setting(db, 'line')
  const key = certificate?.body.publicKey ?? (line === null ? null : openingKey(db, line))
  return key !== null && key !== publicKey ? null : device
}

function deskOf(db: Db, device: string, local: { branch: string; letter: string }, timeZone: string): Desk {
  const { branch, letter } = certificateOf(db, device)?.body ?? local
  return { device, branch, letter, timeZone }
}

/** What the last end left behind, and what has been kept long enough. */
function tidy(branch: Branch): void {
  const { db, knowledge, recovery } = branch
  doubtPrinting(db)
  recovery.uncertainPrints = uncertainJobs(db).length
  recovery.drafts = countDrafts(db)
  recovery.unprinted = neverPrinted(db)
  const dayMs = 86_400_000
  const keptSince = new Date(branch.clock() - knowledge.rules.discardsKeptDays * dayMs).toISOString()
  forgetDiscards(db, keptSince)
  forgetConsents(db, keptSince)
}
