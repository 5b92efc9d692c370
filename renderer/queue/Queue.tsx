/** The queue of the branch: every open case, who must act, until when, and how far each has gone. Live, keyboard first. */

import { Flame, Search } from 'lucide-react'
import { useCallback, useDeferredValue, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { isOpen } from '../../domain/cases/case.ts'
import { caseNumberIn } from '../../domain/identifiers/scanned.ts'
import type { CaseRow, QueueQuery } from '../../electron/contract.ts'
import { FoundPerson, personPath } from '../customers/FoundPerson.tsx'
import { PassUp } from '../passing/PassUp.tsx'
import { momentAt } from '../ui/dates.ts'
import { useFreshFocus, useKeys } from '../ui/keys.ts'
import { useLate } from '../ui/late.ts'
import { Button, Key } from '../ui/Parts.tsx'
import { FIRST, type Lit, placeOf, rowAt, TOP } from '../ui/pages.ts'
import { useDesk } from '../window/workspace.ts'
import { printDuplicate } from './duplicate.ts'
import { Empty } from './Empty.tsx'
import { FilterMenu, SortMenu } from './menus.tsx'
import './queue.css'
import { QueueTable } from './QueueTable.tsx'
import { sorts, tabs, useQueue } from './query.ts'
import { SliceChip } from './SliceChip.tsx'
import { dropSlice, useSlice } from './sliced.ts'
import { Tabs } from './Tabs.tsx'

export function Queue() {
  const { t } = useTranslation('queue')
  const { workspace, person: me } = useDesk()
  const [, go] = useLocation()
  const [tab, setTab] = useState<QueueQuery['tab']>('all')
  const [types, setTypes] = useState<string[]>([])
  const [sort, setSort] = useState<{ sort: QueueQuery['sort']; descending: boolean }>({
    sort: 'answerBy',
    descending: false,
  })
  const [find, setFind] = useState('')
  const [menu, setMenu] = useState<'filter' | 'sort' | null>(null)
  const [passing, setPassing] = useState<CaseRow | null>(null)
  const [litAs, setLitAs] = useState<Lit>(FIRST)
  const [sight, setSight] = useState(TOP)
  const slice = useSlice(me.id)
  const finder = useRef<HTMLInputElement>(null)
  // A slip's number scanned in another layout is the same number.
  const asked = {
    tab,
    types,
    ...(slice && { slice }),
    find: useDeferredValue(caseNumberIn(find) ?? find.trim()),
    ...sort,
  }
  // Another question is another list, seen from its beginning.
  const question = JSON.stringify(asked)
  const [answered, setAnswered] = useState(question)
  if (answered !== question) {
    setAnswered(question)
    setLitAs({ ...FIRST })
    setSight(TOP)
  }
  const { pages, counts, sliced, urgentHidden, readAt, person } = useQueue(asked, sight)
  const { total, error, isLoading } = pages
  const late = useLate(300)
  const at = placeOf(pages, litAs)
  const lit = rowAt(pages, at)
  const light = useCallback((place: number, id: string | null) => setLitAs({ place, id }), [])
  const move = (by: number) => () => {
    const place = Math.max(0, Math.min(at + by, total - 1))
    light(place, rowAt(pages, place)?.id ?? null)
  }
  const openThat = useCallback((id: string) => go(`/case/${id}`), [go])
  const open = () => {
    if (lit) go(`/case/${lit.id}`)
    else if (person && person.count > 0) go(personPath(person))
  }
  const toFind = () => finder.current?.focus()
  useKeys([
    ['ArrowDown', move(1)],
    ['ArrowUp', move(-1)],
    ['PageDown', move(15)],
    ['PageUp', move(-15)],
    ['Home', move(-total)],
    ['End', move(total)],
    ['Enter', open],
    ['Space', open],
    ['KeyP', () => lit && void printDuplicate(lit.id, t)],
    ['KeyE', () => lit && isOpen(lit.state) && setPassing(lit)],
    ['KeyF', () => setMenu('filter')],
    ['KeyS', () => setMenu('sort')],
    ['ctrl+KeyF', toFind],
    ['Slash', toFind],
    [
      'Escape',
      () => {
        if (find === '') dropSlice()
        setFind('')
        finder.current?.blur()
      },
    ],
    ...tabs.map((one, i) => [`Digit${i + 1}`, () => setTab(one)] as const),
  ])
  useFreshFocus()
  const showAll = () => {
    setTab('all')
    setTypes([])
    dropSlice()
    setFind('')
  }
  const filtered = find.trim() !== '' || types.length > 0 || slice !== null
  return (
    <>
      <div className="head">
        <h1>{t('title')}</h1>
        <span className="m">{counts && t('open', { count: counts.all })}</span>
        <span className="right">
          <span className="in queue-find">
            <Search aria-hidden />
            <input
              ref={finder}
              value={find}
              maxLength={200}
              aria-label={t('find')}
              placeholder={t('find')}
              onChange={(event) => setFind(event.currentTarget.value)}
            />
            <Key>Ctrl F</Key>
          </span>
          <FilterMenu
            opened={menu === 'filter'}
            onOpen={(on) => setMenu(on ? 'filter' : null)}
            types={types}
            onTypes={setTypes}
          />
          <SortMenu
            opened={menu === 'sort'}
            onOpen={(on) => setMenu(on ? 'sort' : null)}
            sorts={sorts}
            now={sort}
            onSort={setSort}
          />
        </span>
      </div>
      <Tabs tab={tab} counts={counts} onTab={setTab} />
      {slice && <SliceChip slice={slice} count={sliced} />}
      {error && (
        <p className="banner bad" role="alert">
          {t('ui:broken', { why: error.message })}
        </p>
      )}
      {urgentHidden > 0 && (
        <p className="banner warn" role="status">
          <Flame aria-hidden className="bad" />
          {t('urgentHidden', { count: urgentHidden })}
          <Button look="small" onClick={showAll}>
            {t('showUrgent')}
          </Button>
        </p>
      )}
      {total > 0 ? (
        <QueueTable
          pages={pages}
          at={at}
          lit={litAs}
          sort={sort}
          onSort={setSort}
          onLight={light}
          onOpen={openThat}
          onSight={setSight}
        />
      ) : (
        <div className="queue-empty">
          {isLoading ? (
            late && t('ui:opening')
          ) : person ? (
            <FoundPerson person={person} onOpen={open} />
          ) : (
            <Empty filtered={filtered} tab={tab} />
          )}
        </div>
      )}
      {passing && <PassUp row={passing} onClose={() => setPassing(null)} />}
      <div className="act hints">
        <Hints />
        <span className="right hint">
          {readAt && t('shown', { total, time: momentAt(readAt, workspace.branch.timeZone).seconds })}
        </span>
      </div>
    </>
  )
}

function Hints() {
  const { t } = useTranslation('queue')
  const hints: [string[], string][] = [
    [['↑', '↓'], 'hint.row'],
    [['Enter'], 'hint.open'],
    [['P'], 'hint.slip'],
    [['E'], 'hint.pass'],
    [['Ctrl F'], 'hint.find'],
  ]
  return (
    <>
      {hints.map(([caps, word]) => (
        <span key={word} className="hint">
          {caps.map((cap) => (
            <Key key={cap}>{cap}</Key>
          ))}{' '}
          {t(word)}
        </span>
      ))}
    </>
  )
}
