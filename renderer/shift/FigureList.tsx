/**
 * The list behind a figure. Where the paper of it was counted and does not add up, the missing ones are ticked here, and
 * somebody says what he knows, also of what is too much: the words go into the record, the figure stays.
 */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Counted, Figure } from '../../domain/shifts/figures.ts'
import type { ShiftRow } from '../../electron/contract.ts'
import { api } from '../api.ts'
import { useText } from '../i18n.ts'
import { momentAt, useDates } from '../ui/dates.ts'
import { Tick } from '../ui/Parts.tsx'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'
import type { Closing } from './closing.ts'

type Props = { figure: Figure; closing: Closing }

export function FigureList({ figure, closing }: Props) {
  const { t } = useTranslation('shift')
  const { data: list = [] } = useQuery({
    queryKey: ['shift', 'list', figure],
    queryFn: () => api.shifts.list({ figure }),
    staleTime: 0,
  })
  const differs = closing.differing.find((key) => key === figure)
  return (
    <section className="figure-list">
      <h2>{t(`figure.${figure}`)}</h2>
      {differs && <Explain figure={differs} list={list} closing={closing} />}
      {!differs && list.length === 0 && <p className="m">{t('emptyList')}</p>}
      {!differs && (
        <ul>
          {list.map((row, i) => (
            <Row key={row.at === null ? i : `${row.case}${row.draft}${row.at}`} row={row} />
          ))}
        </ul>
      )}
    </section>
  )
}

function useRowWords() {
  const text = useText()
  const dates = useDates()
  const { t } = useTranslation('shift')
  const { catalogue, branch } = useDesk().workspace
  return (row: ShiftRow) => {
    // What the list may tell nothing of: others see it.
    if (row.at === null) return { who: t('ofOthers'), more: '' }
    const at = momentAt(row.at, branch.timeZone)
    const title = row.type === '' ? '' : text(shortTitle(catalogue, { type: row.type }))
    return {
      who: row.applicant || t('intake:noName'),
      more: [title, `${dates.dotted(at.day)} ${at.time}`, row.copy && t('copy', { copy: row.copy })]
        .filter(Boolean)
        .join(' · '),
    }
  }
}

function Row({ row }: { row: ShiftRow }) {
  const [, go] = useLocation()
  const words = useRowWords()(row)
  const path = row.case ? `/case/${row.case}` : row.draft ? `/draft/${row.draft}` : null
  return (
    <li>
      <button type="button" disabled={path === null} onClick={() => path && go(path)}>
        <b className="n">{row.number}</b> {words.who} <small className="m">{words.more}</small>
      </button>
    </li>
  )
}

function Explain({ figure, list, closing }: { figure: Counted; list: ShiftRow[]; closing: Closing }) {
  const { t } = useTranslation('shift')
  const wordsOf = useRowWords()
  const { words, cases } = closing.explained[figure] ?? { words: '', cases: [] }
  const surplus = closing.isSurplus(figure)
  const tick = (id: string, on: boolean) =>
    closing.explain(figure, { words, cases: on ? [...cases, id] : cases.filter((one) => one !== id) })
  return (
    <>
      <p className="m">{t(surplus ? 'whatSurplus' : 'whichMissing')}</p>
      <div className="missing-papers">
        {list.flatMap((row) =>
          // What lies there too much is none of those that the journal has.
          surplus || row.case === null
            ? []
            : [
                <Tick
                  key={`${row.case}${row.at}`}
                  checked={cases.includes(row.case)}
                  onChange={(on) => tick(row.case as string, on)}
                >
                  <b className="n">{row.number}</b> {wordsOf(row).who}
                </Tick>,
              ],
        )}
      </div>
      <label className="f">
        <span className="label">{t('whyDiffers')}</span>
        <textarea
          className="in"
          rows={2}
          maxLength={2000}
          value={words}
          onChange={(event) => closing.explain(figure, { words: event.currentTarget.value, cases })}
        />
      </label>
      <p className="note">{t('opensInvestigation')}</p>
    </>
  )
}
