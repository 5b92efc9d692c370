/** The window while somebody works in it: title, rail, sheet, ledge, and the keys that work everywhere. */
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Route, Switch, useLocation } from 'wouter'
import { may } from '../../domain/people/permissions.ts'
import { queries } from '../api.ts'
import { useText } from '../i18n.ts'
import { IntakeForm } from '../intake/IntakeForm.tsx'
import { IntakeSearch } from '../intake/IntakeSearch.tsx'
import { beforeLeaving } from '../intake/leaving.ts'
import { draftAfter } from '../intake/parking.ts'
import { Done } from '../receipt/Done.tsx'
import { showUnread } from '../review/deciding.ts'
import { useNextLanguage } from '../signin/language.ts'
import { useNewDay } from '../today/newDay.ts'
import { useKeys } from '../ui/keys.ts'
import { Banners } from './Banners.tsx'
import { ExchangeSheet } from './ExchangeSheet.tsx'
import { Help } from './Help.tsx'
import { useIdleLock } from './idle.ts'
import { Ledge } from './Ledge.tsx'
import { leaveWindow, whileOpen } from './locking.ts'
import { News } from './News.tsx'
import { useOnward } from './onward.ts'
import { openPalette, Palette } from './Palette.tsx'
import { notePlace } from './places.ts'
import { Rail } from './Rail.tsx'
import { FindBox, PersonAndLock, Top } from './Top.tsx'
import { UncertainPrints } from './UncertainPrints.tsx'
import { useDesk } from './workspace.ts'

const Queue = lazy(() => import('../queue/Queue.tsx').then(({ Queue }) => ({ default: Queue })))
const Review = lazy(() => import('../review/Review.tsx').then(({ Review }) => ({ default: Review })))
const ReviewSheet = lazy(() => import('../review/Sheet.tsx').then(({ ReviewSheet }) => ({ default: ReviewSheet })))
const Shift = lazy(() => import('../shift/Shift.tsx').then(({ Shift }) => ({ default: Shift })))
const Overview = lazy(() => import('../overview/Overview.tsx').then(({ Overview }) => ({ default: Overview })))
const Person = lazy(() => import('../customers/Person.tsx').then(({ Person }) => ({ default: Person })))
const CaseSheet = lazy(() => import('../case/CaseSheet.tsx').then(({ CaseSheet }) => ({ default: CaseSheet })))

const lockIdle = () => void leaveWindow()

export function Frame() {
  const { t } = useTranslation('window')
  const text = useText()
  const { workspace, person } = useDesk()
  const [help, setHelp] = useState(false)
  const [exchange, setExchange] = useState(false)
  const [path, go] = useLocation()
  const { data: entry } = useQuery(queries.entry)
  useEffect(whileOpen, [])
  useEffect(() => {
    notifications.clean()
    showUnread(person.id)
  }, [person.id])
  useEffect(() => notePlace(person.id, `#${path}`), [person.id, path])
  useIdleLock(entry?.lockAfterMinutes ?? null, lockIdle)
  const changeLanguage = useNextLanguage()
  const nextDraft = useNextDraft()
  useNewDay(workspace.branch.timeZone)
  useKeys([
    ['F1', () => setHelp(true)],
    ['F2', () => go('/')],
    ['F3', () => go('/queue')],
    ['F4', () => may(person, 'acceptCase') && go('/review')],
    ['F6', () => void nextDraft()],
    ['F7', () => go('/shift')],
    ['F9', () => go('/overview')],
    ['F11', () => void changeLanguage()],
    ['ctrl+KeyK', openPalette],
    ['ctrl+KeyL', () => setExchange(true)],
  ])
  // Whatever stands open: who has to leave the window does not close it first.
  useKeys([['F12', () => void leaveWindow()]], { inDialog: true })
  return (
    <div className="win">
      <Top place={`${text(workspace.branch.name)} · ${t('windowLetter', { letter: workspace.window })}`}>
        <FindBox onOpen={openPalette} />
        <PersonAndLock signature={person.signature} onLock={() => void leaveWindow()} />
      </Top>
      <Rail onHelp={() => setHelp(true)} />
      <main className="sheet">
        <Banners />
        <News />
        <Suspense fallback={null}>
          <Switch>
            <Route path="/draft/:id">{({ id }) => <IntakeForm key={id} id={id} />}</Route>
            <Route path="/receipt/:id">{({ id }) => <Done key={id} id={id} />}</Route>
            <Route path="/queue" component={Queue} />
            <Route path="/case/:id">{({ id }) => <CaseSheet key={id} id={id} />}</Route>
            <Route path="/person/:by/:value">
              {({ by, value }) => <Person key={`${by} ${value}`} by={by} value={value} />}
            </Route>
            <Route path="/review" component={Review} />
            <Route path="/review/:id">{({ id }) => <ReviewSheet key={id} id={id} />}</Route>
            <Route path="/shift" component={Shift} />
            <Route path="/overview/:section?">{({ section }) => <Overview section={section} />}</Route>
            <Route path="/another/:id">{({ id }) => <IntakeSearch key={id} from={id} />}</Route>
            <Route>
              <IntakeSearch key="" />
            </Route>
          </Switch>
        </Suspense>
      </main>
      <Ledge onOpen={() => setExchange(true)} />
      <Palette />
      <UncertainPrints />
      {exchange && <ExchangeSheet onClose={() => setExchange(false)} />}
      {help && <Help onClose={() => setHelp(false)} />}
    </div>
  )
}

/** F6: the parked draft after the one that is open, round and round. */
function useNextDraft(): () => Promise<void> {
  const { t } = useTranslation('window')
  const [path] = useLocation()
  const onward = useOnward()
  const open = /^\/draft\/(.+)$/.exec(path)?.[1]
  return async () => {
    const goOn = onward()
    await beforeLeaving()
    const next = await draftAfter(open)
    if (next) goOn(`/draft/${next}`)
    else if (next === null) notifications.show({ id: 'nothing-parked', message: t('nothingParked'), autoClose: 3_000 })
  }
}
