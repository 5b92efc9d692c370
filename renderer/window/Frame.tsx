/** The window while somebody works in it: title, rail, sheet, ledge, and the keys that work everywhere. */
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Route, Switch, useLocation } from 'wouter'
import { api, queries, queryClient } from '../api.ts'
import { useText } from '../i18n.ts'
import { IntakeForm } from '../intake/IntakeForm.tsx'
import { IntakeSearch } from '../intake/IntakeSearch.tsx'
import { beforeLeaving } from '../intake/leaving.ts'
import { Done } from '../receipt/Done.tsx'
import { useNextLanguage } from '../signin/language.ts'
import { useKeys } from '../ui/keys.ts'
import { Banners } from './Banners.tsx'
import { Help } from './Help.tsx'
import { Ledge } from './Ledge.tsx'
import { openPalette, Palette } from './Palette.tsx'
import { Rail } from './Rail.tsx'
import { FindBox, PersonAndLock, Top } from './Top.tsx'
import { UncertainPrints } from './UncertainPrints.tsx'
import { useDesk } from './workspace.ts'

const Queue = lazy(() => import('../queue/Queue.tsx').then(({ Queue }) => ({ default: Queue })))
const Shift = lazy(() => import('../shift/Shift.tsx').then(({ Shift }) => ({ default: Shift })))
const Overview = lazy(() => import('../overview/Overview.tsx').then(({ Overview }) => ({ default: Overview })))
const Person = lazy(() => import('../customers/Person.tsx').then(({ Person }) => ({ default: Person })))
const CaseSheet = lazy(() => import('../case/CaseSheet.tsx').then(({ CaseSheet }) => ({ default: CaseSheet })))

/** Locks the window. What was typed is stored first: the next person finds the form as it was. */
async function lock(): Promise<void> {
  await beforeLeaving()
  await api.session.lock({})
  await queryClient.invalidateQueries({ queryKey: ['session'] })
}

export function Frame() {
  const { t } = useTranslation('window')
  const text = useText()
  const { workspace, person } = useDesk()
  const [help, setHelp] = useState(false)
  const [, go] = useLocation()
  const changeLanguage = useNextLanguage()
  const nextDraft = useNextDraft()
  useKeys([
    ['F1', () => setHelp(true)],
    ['F2', () => go('/')],
    ['F3', () => go('/queue')],
    ['F6', () => void nextDraft()],
    ['F7', () => go('/shift')],
    ['F9', () => go('/overview')],
    ['F11', () => void changeLanguage()],
    ['F12', () => void lock()],
    ['ctrl+KeyK', openPalette],
  ])
  return (
    <div className="win">
      <Top place={`${text(workspace.branch.name)} · ${t('windowLetter', { letter: workspace.window })}`}>
        <FindBox onOpen={openPalette} />
        <PersonAndLock signature={person.signature} onLock={() => void lock()} />
      </Top>
      <Rail onHelp={() => setHelp(true)} />
      <main className="sheet">
        <Banners />
        <Suspense fallback={null}>
          <Switch>
            <Route path="/draft/:id">{({ id }) => <IntakeForm key={id} id={id} />}</Route>
            <Route path="/receipt/:id">{({ id }) => <Done key={id} id={id} />}</Route>
            <Route path="/queue" component={Queue} />
            <Route path="/case/:id">{({ id }) => <CaseSheet key={id} id={id} />}</Route>
            <Route path="/person/:by/:value">
              {({ by, value }) => <Person key={`${by} ${value}`} by={by} value={value} />}
            </Route>
            <Route path="/shift" component={Shift} />
            <Route path="/overview/:section?">{({ section }) => <Overview section={section} />}</Route>
            <Route path="/another/:id">{({ id }) => <IntakeSearch key={id} from={id} />}</Route>
            <Route>
              <IntakeSearch key="" />
            </Route>
          </Switch>
        </Suspense>
      </main>
      <Ledge />
      <Palette />
      <UncertainPrints />
      {help && <Help onClose={() => setHelp(false)} />}
    </div>
  )
}

/** F6: the parked draft after the one that is open, round and round. */
function useNextDraft(): () => Promise<void> {
  const [path, go] = useLocation()
  const open = /^\/draft\/(.+)$/.exec(path)?.[1]
  return async () => {
    await beforeLeaving()
    // Also right after signing in, when nobody has read them yet.
    const drafts = await queryClient.fetchQuery(queries.drafts).catch(() => [])
    const next = drafts[(drafts.findIndex((draft) => draft.id === open) + 1) % Math.max(drafts.length, 1)]
    if (next) go(`/draft/${next.id}`)
    else go('/')
  }
}
