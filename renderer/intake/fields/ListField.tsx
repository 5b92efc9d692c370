/**
 * Many numbers at once, one a line, typed, pasted or scanned (R-019). What is pasted is parted into lines; each line is
 * judged by itself and remembered, so that a key costs one line; bad ones are marked by their number, with the reason, and
 * one key leads to the next of them. One that fails its check is corrected, removed or confirmed by itself; until then
 * nothing is registered. What is confirmed says so of that number only: another one typed later is asked about again.
 */
import { CircleAlert, TriangleAlert, X } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useController } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { keptLine } from '../../../domain/forms/check.ts'
import { normaliseValue } from '../../../domain/forms/normal.ts'
import type { Field } from '../../../domain/forms/schema.ts'
import { day } from '../../../domain/forms/shown.ts'
import {
  isBad,
  judgeLine,
  judgeList,
  type ListLine,
  listTextLimit,
  splitList,
} from '../../../domain/identifiers/list.ts'
import { useNow } from '../../ui/now.ts'
import { Button, Tick } from '../../ui/Parts.tsx'
import { type Now, readLocal } from '../../ui/typed.ts'
import { useDesk } from '../../window/workspace.ts'
import { type ControlProps, useFields } from './context.ts'

const LEAST_ROWS = 4
const MOST_ROWS = 10
type ListLineKind = Extract<Field['type'], { kind: 'list' }>['of']

/** So many bad lines are said in words; the others keep their mark. */
const SAID = 5

export function ListField({
  field,
  type,
  id,
  label,
  level,
  describedBy,
}: ControlProps<Extract<Field['type'], { kind: 'list' }>>) {
  const { t } = useTranslation('intake')
  const { control, context, onLeft, kept, onKeep } = useFields()
  const now = useNow(useDesk().workspace.branch.timeZone)
  const { field: bound } = useController({ name: field.key, control })
  const [typed, setTyped] = useState<string | null>(null)
  const pasted = useRef(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLOListElement>(null)
  const stored = (Array.isArray(bound.value) ? bound.value : []).flatMap((line) =>
    typeof line === 'string' ? [type.of === 'datetime' ? showMoment(line) : line] : [],
  )
  const text = typed ?? stored.join('\n')
  const judge = useMemo(() => remembering((line: string) => judgeLine(type.of, line, context)), [type.of, context])
  const lines = useMemo(() => judgeList(linesOf(text), judge), [text, judge])
  const isConfirmed = ({ value }: ListLine) => kept.includes(keptLine(field.key, value))
  const notable = lines.filter(isBad)
  const bad = notable.filter((line) => !isConfirmed(line))
  const wrong = bad.filter((line) => line.level === 'error')
  const said = [...bad, ...notable.filter(isConfirmed)]
  const rows = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, lines.length + 1))

  const write = (next: string) => {
    setTyped(next)
    bound.onChange(linesOf(next))
  }
  const leave = () => {
    if (typed !== null) {
      const read = splitList(type.of, typed, context).map((line) => readLine(type.of, line, judge(line).value, now))
      bound.onChange(normaliseValue(field.type, read, context))
      setTyped(null)
    }
    bound.onBlur()
    onLeft(field.key)
  }
  /** Selects a line, so that the next key types over it. */
  const goTo = (line: number) => {
    const here = area.current
    if (!here) return
    here.focus()
    // The focus sets the text; the line is where it was before.
    requestAnimationFrame(() => {
      const starts = lineStarts(here.value)
      const from = starts[line - 1] ?? 0
      const to = (starts[line] ?? here.value.length + 1) - 1
      here.setSelectionRange(from, to)
      here.scrollTop = Math.max(0, (line - 2) * lineHeight(here))
    })
  }
  const remove = ({ line }: ListLine) => {
    const rest = linesOf(text).filter((_, i) => i !== line - 1)
    if (typed !== null) write(rest.join('\n'))
    else bound.onChange(rest.length > 0 ? rest : undefined)
  }
  const next = () => {
    const at = area.current ? area.current.value.slice(0, area.current.selectionEnd).split('\n').length : 0
    const further = bad.find(({ line }) => line > at) ?? bad[0]
    if (further) goTo(further.line)
  }
  return (
    <>
      <div className="list-box">
        <ol className="gutter n" ref={gutter} aria-hidden>
          {lines.map((line) => (
            <li key={line.line} className={isBad(line) ? (isConfirmed(line) ? 'warning' : line.level) : ''}>
              {line.line}
            </li>
          ))}
        </ol>
        <textarea
          id={id}
          ref={(element) => {
            area.current = element
            bound.ref(element)
          }}
          className={`in n${level === 'ok' ? '' : ` ${level}`}`}
          rows={rows}
          wrap="off"
          data-most={listTextLimit(type.of, type.max)}
          value={text}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={level === 'error'}
          aria-describedby={`${id}-lines${describedBy ? ` ${describedBy}` : ''}`}
          onScroll={(event) => {
            if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop
          }}
          onFocus={() => setTyped(stored.join('\n'))}
          onKeyDown={(event) => {
            if (!event.altKey || event.code !== 'KeyJ') return
            event.preventDefault()
            next()
          }}
          onPaste={() => {
            pasted.current = true
          }}
          onChange={(event) => {
            const value = event.currentTarget.value
            write(pasted.current ? splitList(type.of, value, context).join('\n') : value)
            pasted.current = false
          }}
          onBlur={leave}
        />
      </div>
      <p className="note" id={`${id}-lines`} aria-live="polite">
        {t('lines', { count: lines.length, max: type.max })}
        {bad.length > 0 && <b className="bad"> · {t('badLines', { count: bad.length })}</b>}
      </p>
      {wrong.length > 0 && (
        <p className="note bad" role="status">
          <CircleAlert aria-hidden />
          <span>{t('confirmLines', { count: wrong.length })}</span>
        </p>
      )}
      {said.length > 0 && (
        <ul className="bad-lines" aria-label={`${label}: ${t('badLines', { count: bad.length })}`}>
          {said.slice(0, SAID).map((line) => (
            <BadLine
              key={line.line}
              line={line}
              confirmed={isConfirmed(line)}
              onGo={() => goTo(line.line)}
              onConfirm={(confirmed) => onKeep(keptLine(field.key, line.value), confirmed)}
              onRemove={() => remove(line)}
            />
          ))}
          <li>
            {said.length > SAID && <span className="s m">{t('moreBadLines', { count: said.length - SAID })} </span>}
            {wrong.length > 1 && (
              <Button
                look="small"
                tabIndex={-1}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => {
                  for (const { value } of wrong) onKeep(keptLine(field.key, value), true)
                }}
              >
                {t('confirmAllLines', { count: wrong.length })}
              </Button>
            )}
            <Button
              look="small"
              keyName="Alt J"
              tabIndex={-1}
              onMouseDown={(event) => event.preventDefault()}
              onClick={next}
            >
              {t('nextBadLine')}
            </Button>
          </li>
        </ul>
      )}
    </>
  )
}

function BadLine({
  line,
  confirmed,
  onGo,
  onConfirm,
  onRemove,
}: {
  line: ListLine
  confirmed: boolean
  onGo: () => void
  onConfirm: (confirmed: boolean) => void
  onRemove: () => void
}) {
  const { t } = useTranslation('intake')
  const wrong = line.level === 'error'
  const Icon = wrong && !confirmed ? CircleAlert : TriangleAlert
  const worst = line.findings.find((one) => one.level === 'error') ?? line.findings[0]
  return (
    <li>
      <button
        type="button"
        className={`note ${wrong && !confirmed ? 'bad' : 'warn'}`}
        tabIndex={-1}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onGo}
      >
        <Icon aria-hidden />
        <span>
          {t('line', { line: line.line })}: <b className="n">{line.value}</b> —{' '}
          {worst && t(confirmed ? 'finding:kept.soInDocument' : `finding:${worst.code}`, worst.facts ?? {})}
        </span>
      </button>
      {/* The pointer takes no focus away from the text, whose lines these are. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only keeps the focus where it is */}
      <span className="line-acts" onMouseDown={(event) => event.preventDefault()}>
        {wrong && (
          <Tick checked={confirmed} onChange={onConfirm}>
            {t('soInDocument')}
          </Tick>
        )}
        <button type="button" className="iconbtn" tabIndex={-1} aria-label={t('removeRow')} onClick={onRemove}>
          <X aria-hidden />
        </button>
      </span>
    </li>
  )
}

/** A line as it is stored: a number as it was judged, a moment as it was meant, words as they are. */
const readLine = (of: ListLineKind, typed: string, judged: string, now: Now): string =>
  of === 'datetime' ? (readLocal(typed, now) ?? typed) : judged

/** A stored moment as it can be typed again. */
const showMoment = (line: string): string => (/^\d{4}-\d{2}-\d{2}T/.test(line) ? day(line) : line)

/** A line that is empty holds no number and gets none. */
const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')

/** Where each line that is not empty begins, as `linesOf` counts them. */
function lineStarts(text: string): number[] {
  const starts: number[] = []
  let at = 0
  for (const line of text.split('\n')) {
    if (line.trim() !== '') starts.push(at)
    at += line.length + 1
  }
  return starts
}

const lineHeight = (element: HTMLElement): number => Number.parseFloat(getComputedStyle(element).lineHeight) || 20

/** Lines seen before cost nothing; as many are kept as a list may have, many times over. */
const REMEMBERED = 5_000

function remembering<T>(judge: (text: string) => T): (text: string) => T {
  const seen = new Map<string, T>()
  return (text) => {
    const known = seen.get(text)
    if (known !== undefined) return known
    if (seen.size > REMEMBERED) seen.clear()
    const judged = judge(text)
    seen.set(text, judged)
    return judged
  }
}
