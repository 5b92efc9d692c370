/**
 * F4: what waits for a second pair of eyes. The most urgent and oldest first; several plain ones may be accepted at once,
 * each as it was when it was ticked, once somebody says that he has looked at all of their papers.
 */
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { MOST_AT_ONCE, type ReviewRow } from '../../electron/contract.ts'
import { newCommand } from '../api.ts'
import { useFreshFocus, useKeys } from '../ui/keys.ts'
import { useLate } from '../ui/late.ts'
import { Button, Key } from '../ui/Parts.tsx'
import { FIRST, type Lit, placeOf, rowAt, TOP, usePages } from '../ui/pages.ts'
import { useDesk } from '../window/workspace.ts'
import { type Decided, decidedAlready, decideSoon, usePending } from './deciding.ts'
import { reviewPages } from './queries.ts'
import './review.css'
import { Rows, type Shown } from './Rows.tsx'
import { Together } from './Together.tsx'
import { Undo } from './Undo.tsx'
import { useSayRefused } from './useSayRefused.ts'

export function Review() {
  const { t } = useTranslation('review')
  const [, go] = useLocation()
  const { person } = useDesk()
  const [sight, setSight] = useState(TOP)
  const pages = usePages(reviewPages, sight)
  const { total, latest, error } = pages
  const [litAs, setLitAs] = useState<Lit>(FIRST)
  /** As they were when they were ticked: a decision holds for what was seen. */
  const [ticked, setTicked] = useState<Ticked>(new Map())
  const [asking, setAsking] = useState(false)
  const accepted = useRef<Ticked>(new Map())
  const shown = useRef<Shown>({ first: 0, last: 0 })
  usePending()
  const decided = decidedAlready()
  const late = useLate(300)
  const sayRefused = useSayRefused()
  const at = placeOf(pages, litAs)
  const lit = rowAt(pages, at)
  const light = useCallback((place: number, id: string | null) => setLitAs({ place, id }), [])
  const move = (by: number) => () => {
    const place = Math.max(0, Math.min(at + by, total - 1))
    light(place, rowAt(pages, place)?.id ?? null)
  }
  const open = () => lit?.row && go(`/review/${lit.id}`)
  const openThat = useCallback((id: string) => go(`/review/${id}`), [go])
  const toggle = useCallback(
    (row: ReviewRow) =>
      setTicked((now) => (now.has(row.id) ? without(now, [row]) : mayTick(row) ? withThese(now, [row]) : now)),
    [],
  )
  /** What nobody has had on the screen is not ticked either. */
  const all = () => {
    const { first, last } = shown.current
    const places = Array.from({ length: last - first + 1 }, (_, i) => first + i)
    const plain = places.flatMap((place) => rowAt(pages, place) ?? []).filter(mayTick)
    setTicked((now) => (plain.every(({ id }) => now.has(id)) ? without(now, plain) : withThese(now, plain)))
  }
  const ask = () => ticked.size > 0 && setAsking(true)
  const accept = () => {
    setAsking(false)
    const chosen = [...ticked.values()]
    accepted.current = ticked
    setTicked(new Map())
    decideSoon(
      person.id,
      chosen.map((row) => ({
        case: row.id,
        number: row.row?.number ?? '',
        seen: row.seen,
        act: { do: 'acceptCase', command: newCommand(), incompleteBecause: null },
      })),
      sayRefused,
    )
  }
  /** Taken back they are ticked again: one of them may be left out. */
  const takenBack = (back: Decided[]) =>
    setTicked(new Map([...accepted.current].filter(([id]) => back.some((one) => one.case === id))))
  useKeys([
    ['ArrowDown', move(1)],
    ['ArrowUp', move(-1)],
    ['PageDown', move(10)],
    ['PageUp', move(-10)],
    ['Home', move(-total)],
    ['End', move(total)],
    ['Enter', open],
    ['Space', () => lit && toggle(lit)],
    ['ctrl+KeyA', all],
    ['Digit1', ask],
  ])
  useFreshFocus()
  return (
    <>
      <div className="head">
        <h1>{t('title')}</h1>
        <span className="m">{latest && t('waiting', { count: total })}</span>
      </div>
      {error && (
        <p className="banner bad" role="alert">
          {t('ui:broken', { why: error.message })}
        </p>
      )}
      {!latest && late && <div className="waiting">{t('ui:opening')}</div>}
      {latest && total === 0 && <div className="waiting">{t('nothing')}</div>}
      <Rows
        pages={pages}
        at={at}
        lit={litAs}
        ticked={ticked}
        decided={decided}
        shown={shown}
        onLight={light}
        onOpen={openThat}
        onTick={toggle}
        onSight={setSight}
      />
      <Undo onBack={takenBack} />
      {asking && <Together count={ticked.size} onClose={() => setAsking(false)} onAccept={accept} />}
      <div className="act">
        <span className="hint">
          <Key>Enter</Key> {t('open')} <Key>{t('space')}</Key> {t('tick')} <Key>Ctrl A</Key> {t('allPlain')}
        </span>
        <span className="right">
          <Button look="go" keyName="1" onClick={ask} obstacle={ticked.size === 0 ? t('tickFirst') : undefined}>
            {t('acceptTicked', { count: ticked.size })}
          </Button>
        </span>
      </div>
    </>
  )
}

type Ticked = ReadonlyMap<string, ReviewRow>

/** What is decided on already is not decided on again during its five seconds. */
const mayTick = ({ id, plain }: ReviewRow): boolean => plain && !decidedAlready().includes(id)

const without = (now: Ticked, rows: ReviewRow[]): Ticked => {
  const gone = new Set(rows.map(({ id }) => id))
  return new Map([...now].filter(([id]) => !gone.has(id)))
}

const withThese = (now: Ticked, rows: ReviewRow[]): Ticked =>
  new Map([...now, ...rows.map((row) => [row.id, row] as const)].slice(0, MOST_AT_ONCE))
