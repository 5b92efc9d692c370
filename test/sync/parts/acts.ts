/** What each step of a schedule does to the world. */
import { join } from 'node:path'
import { copyTo } from '../../../electron/branch/backup.ts'
import { myLine } from '../../../electron/branch/line.ts'
import type { OpenBranch } from '../../../electron/branch/open.ts'
import { storageFailure } from '../../../electron/branch/storage.ts'
import { addCounter, type Counter, exchange, meet, type Play, ready } from './cast.ts'
import { chanceOf } from './chance.ts'
import { copyMarker, copyWorkspace, Killed } from './counter.ts'
import type { Desk, Intent } from './desk.ts'
import { dropDatabase, noteOf } from './disk.ts'
import { placeOf } from './journals.ts'
import { type CounterStep, isOfficeStep, type OfficeStep, type Step } from './schedule.ts'
import { lanTroubleOf, troubleOf } from './trouble.ts'

type Director = { play: Play; codes: readonly string[]; remember(counter: Counter): void }

/** Takes a step; of a process that stands still, later. */
export async function take(director: Director, step: Step): Promise<void> {
  const { play } = director
  if (isOfficeStep(step)) return atOffice(director, step)
  const counter = play.counters.get(step.counter)
  if (!counter) return
  const ms = counter.stands()
  if (ms > 0 && !['cut', 'unplug', 'kill', 'powerCut'].includes(step.do)) {
    play.tally.strike('paused')
    return play.world.in(ms, () => take(director, step))
  }
  const untold = ['at', 'counter', 'do', 'luck']
  const told = Object.entries(step).filter(([word, value]) => !untold.includes(word) && value)
  play.note(`${step.counter} ${step.do} ${told.map(([word, value]) => `${word}=${JSON.stringify(value)}`).join(' ')}`)
  try {
    await atCounter(director, counter, step)
  } catch (error) {
    if (error instanceof Killed) {
      // Armed for an exchange that is under way: the process is gone for whatever else it does.
      play.note(`${step.counter}  killed ${error.message}`)
      return counter.machine.crash()
    }
    if (counter.machine.isFull() && storageFailure(error) !== null)
      return play.note(`${step.counter}  the disk is full`)
    play.complain(`${step.counter} ${step.do} threw ${error instanceof Error ? error.stack : error}`)
  }
}

async function atCounter(director: Director, counter: Counter, step: CounterStep): Promise<void> {
  const { play } = director
  const { world, network, tally, home, counters } = play
  const { machine, desk, name } = counter
  switch (step.do) {
    case 'open':
    case 'register':
    case 'again':
    case 'attach':
    case 'accept':
    case 'newer':
      await ready(play, counter)
      return atDesk(desk, step)
    case 'exchange':
      return exchange(play, counter, troubleOf(step.luck, step.trouble), step.kill)
    case 'meet': {
      const hub = counters.get(step.hub)
      if (hub) await meet(play, counter, hub, lanTroubleOf(step.luck, step.trouble), step)
      return
    }
    case 'kill':
      if (machine.running) tally.strike('killed between commands')
      return machine.crash()
    case 'powerCut': {
      if (!machine.running) return
      tally.strike('power cut')
      if (step.cut.torn) tally.strike('power cut: torn frame')
      const before = noteOf(machine.place)
      machine.crash(step.cut)
      if (noteOf(machine.place) !== before) tally.strike('power cut: note of the last event lost')
      return
    }
    case 'cut':
      return network.cut(step.everybody ? null : name, step.ms, step.way)
    case 'unplug':
      return network.cut(`lan ${name}`, step.ms)
    case 'pause':
      counter.standsUntil = world.now() + step.ms
      return
    case 'full':
      await ready(play, counter)
      machine.fill(true)
      return world.in(step.ms, () => machine.fill(false))
    case 'clock':
      machine.wrongByMs += step.byMs
      tally.strike(step.byMs < 0 ? 'clock back' : step.byMs > 86_400_000 ? 'clock days ahead' : 'clock forward')
      return
    case 'older':
      await machine.close()
      counter.speaks = step.speaks
      return world.in(step.ms, () => update(play, counter))
    case 'backup': {
      const { branch } = await ready(play, counter)
      const kept = join(home, `${name}-backup`)
      copyWorkspace(machine.place.workspace, kept)
      // Half of them are the branch's own daily copies, half another program's.
      const own = step.at % 2 === 0
      if (own) {
        dropDatabase(kept)
        await copyTo(branch, join(kept, 'okno.db'))
      }
      counter.backup = { folder: kept, own, intents: [...desk.intents.values()].map((intent) => ({ ...intent })) }
      return
    }
    case 'restore': {
      if (!counter.backup) return
      // A power cut may have set the note back to what another program's copy holds as well: by seconds, which the copy is not
      // made in. Only our own copies need no note.
      if (!counter.backup.own) await machine.start()
      else if (!machine.running) tally.strike('backup restored with no start in between')
      director.remember(counter)
      machine.crash()
      copyWorkspace(counter.backup.folder, machine.place.workspace)
      counter.copy += 1
      tally.strike('backup restored')
      return forget(desk, counter.backup.intents)
    }
    case 'clone': {
      const { branch: store } = await machine.start()
      if (step.withMarker) play.forkable.add(myLine(store.db))
      const { letter, branch, code, mayEnrol } = counter
      const twin = addCounter(play, { name: step.as, letter, branch, code, mayEnrol })
      copyWorkspace(machine.place.workspace, twin.machine.place.workspace)
      if (step.withMarker) copyMarker(machine.place, twin.machine.place)
      tally.strike(step.withMarker ? 'disk cloned with its marker' : 'disk cloned without its marker')
      forget(twin.desk, [...desk.intents.values()])
      for (const [paper, draft] of desk.screen) twin.desk.screen.set(paper, draft)
      return
    }
    default:
      step satisfies never
  }
}

type DeskStep = Extract<CounterStep, { do: 'open' | 'register' | 'again' | 'attach' | 'accept' | 'newer' }>

function atDesk(desk: Desk, step: DeskStep): Promise<void> {
  switch (step.do) {
    case 'open':
      return desk.open(step.paper)
    case 'register':
      return desk.register(step.paper, step.enters, step.kill)
    case 'again':
      return desk.again(step.paper, step.enters, step.kill)
    case 'attach':
      return desk.attach(step.paper, step.kill)
    case 'accept':
      return desk.accept(step.paper, acceptCommand(step))
    case 'newer':
      return desk.newer(step.paper)
    default:
      return step satisfies never
  }
}

async function atOffice({ play, codes }: Director, step: OfficeStep): Promise<void> {
  const { office, tally, note, lost } = play
  note(`headquarters ${step.do}${'branch' in step ? ` of branch ${step.branch + 1}` : ''}`)
  switch (step.do) {
    case 'officeBackup':
      return office.backUp(codes[step.branch] ?? '')
    case 'officeRestore': {
      const gone = (await office.restore(codes[step.branch] ?? '')) ?? []
      if (gone.length > 0) tally.strike('headquarters restored')
      if (gone.some(({ office }) => office)) tally.strike('headquarters restored, its own words lost')
      for (const event of gone) lost.add(placeOf(event))
      return note(`  ${gone.length} events are gone there`)
    }
    case 'officeAct': {
      const said = await office.act(codes[step.branch] ?? '', step.luck)
      if (said?.ok) tally.strike('headquarters answered')
      return note(`  ${JSON.stringify(said?.told ?? null)}`)
    }
    case 'officeReplace':
      return office.replace(step.folds ? codes : [])
    case 'officePause':
      return office.pause(step.ms)
    default:
      step satisfies never
  }
}

/** The older program is replaced by this one, which makes anew whatever the other made otherwise. */
export async function update({ tally, note }: Play, counter: Counter): Promise<void> {
  if (counter.speaks === null) return
  counter.speaks = null
  const { machine, name } = counter
  note(`${name} is updated`)
  spoil(await machine.start())
  await machine.close()
  await machine.start()
  tally.strike('older program updated')
}

/** Rows as a program that folds otherwise leaves them. */
function spoil({ branch: { db } }: OpenBranch): void {
  db.exec(`UPDATE setting SET value = '0.0' WHERE key = 'projection'`)
  db.exec(`UPDATE cases SET applicant_order = '', search = ''`)
  db.exec('DELETE FROM case_key')
}

function forget(desk: Desk, intents: readonly Intent[]): void {
  desk.intents.clear()
  desk.unrecorded.clear()
  for (const intent of intents) desk.intents.set(intent.draft, { ...intent })
}

const acceptCommand = ({ counter, at }: CounterStep) => chanceOf(`accept ${counter} ${at}`).uuid()
