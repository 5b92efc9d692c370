/** Where one paper of the tray goes: what its code proposes, or a draft or case that the person looks up by number or name. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Text3 } from '../../domain/forms/schema.ts'
import { applicantOf } from '../../domain/people/applicant.ts'
import { type Holder, strangeFile, type TrayItem } from '../../electron/contract.ts'
import { queries } from '../api.ts'
import { useText } from '../i18n.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useSettled } from '../ui/settled.ts'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'
import { useTroubleWords } from './Incoming.tsx'

const SHOWN = 7

type Found = { holder: Holder; number: string; who: string; title: Text3 }

/** Cases of the branch and open drafts of this window that the words fit. */
function useFound(find: string): Found[] {
  const { catalogue } = useDesk().workspace
  const words = find.trim().toLocaleLowerCase()
  const { data: page } = useQuery({
    ...queries.page({
      ...{ tab: 'all', find: find.trim(), types: [], sort: 'registeredAt', descending: true, offset: 0, limit: SHOWN },
    }),
    enabled: words !== '',
    placeholderData: keepPreviousData,
  })
  const { data: drafts } = useQuery(queries.drafts)
  if (words === '') return []
  const open = (drafts ?? []).map((draft) => ({
    holder: { draft: draft.id },
    number: draft.label,
    who: applicantOf(draft.answers),
    title: shortTitle(catalogue, draft),
  }))
  const cases = (page?.rows ?? []).map((row) => ({
    holder: { case: row.id },
    number: row.number,
    who: row.applicant,
    title: shortTitle(catalogue, row),
  }))
  return [...open.filter(({ number, who }) => `${number} ${who}`.toLocaleLowerCase().includes(words)), ...cases].slice(
    0,
    SHOWN,
  )
}

type Props = {
  item: TrayItem
  onConfirm: () => void
  /** `number`: of the case, or the label of the draft. */
  onAssign: (to: Holder, number: string) => void
  onMove: (by: 1 | -1) => void
}

export function Goes({ item, onConfirm, onAssign, onMove }: Props) {
  const { t } = useTranslation('attachments')
  const text = useText()
  const [find, setFind] = useState('')
  const found = useFound(useSettled(find, 150))
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const usable = item.sha256 !== null
  useEffect(() => {
    // Only where nobody is busy elsewhere: news never takes the focus.
    const { activeElement } = document
    if (activeElement === document.body || activeElement === null) input.current?.focus()
  }, [])
  const chosen = find.trim() === '' ? undefined : found[Math.min(at, found.length - 1)]
  const isDraft = chosen !== undefined && 'draft' in chosen.holder
  const mayConfirm = item.state === 'proposed' || item.state === 'filed'
  const enter = () => {
    if (chosen) onAssign(chosen.holder, chosen.number)
    else if (mayConfirm && find.trim() === '') onConfirm()
  }
  const move = (by: 1 | -1) => {
    if (found.length > 0) setAt((now) => Math.max(0, Math.min(found.length - 1, now + by)))
    else onMove(by)
  }
  useKeys([
    ['Enter', enter],
    ['ArrowDown', () => move(1)],
    ['ArrowUp', () => move(-1)],
  ])
  return (
    <>
      <h2>{t('goesTo')}</h2>
      <p className={item.state === 'proposed' ? 'proposal lit' : 'proposal'}>
        <Stands item={item} />
      </p>
      {mayConfirm && (
        <Button look={chosen ? 'plain' : 'go'} keyName={chosen ? '' : 'Enter'} onClick={onConfirm}>
          {t(item.state === 'filed' ? 'understood' : 'confirm')}
        </Button>
      )}
      {usable && (
        <>
          <label className="tray-find">
            <span className="s m">{t(mayConfirm ? 'elsewhere' : 'findWhose')}</span>
            <input
              ref={input}
              className="in"
              value={find}
              maxLength={200}
              spellCheck={false}
              onChange={(event) => {
                setFind(event.currentTarget.value)
                setAt(0)
              }}
            />
          </label>
          <ul className="tray-found">
            {found.map((one, i) => (
              <li key={one.number}>
                <button
                  type="button"
                  className={one === chosen ? 'lit' : ''}
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => (i === at ? onAssign(one.holder, one.number) : setAt(i))}
                >
                  <b>{one.who || one.number}</b>
                  <small>
                    {one.number} · {text(one.title)}
                  </small>
                </button>
              </li>
            ))}
          </ul>
          {find.trim() !== '' && found.length === 0 && <p className="m">{t('nobodyFound')}</p>}
          {chosen && (
            <Button look="go" keyName="Enter" onClick={enter}>
              {t(isDraft ? 'toDraft' : 'toCase')}
            </Button>
          )}
        </>
      )}
    </>
  )
}

/** Why a paper lies here. Of what was never taken over nothing is said to be kept. */
export function useTrayWords(): (item: TrayItem, otherwise: 'noCode' | 'notRecorded') => string {
  const { t } = useTranslation('attachments')
  const words = useTroubleWords()
  return ({ why, name, sha256, sheet }, otherwise) => {
    const cutOff = why === 'torn' && sha256 === null && sheet === null
    const sameAsAnyFile = cutOff || why === 'empty' || strangeFile.safeParse(why).success
    return why && sameAsAnyFile ? words({ code: why }, name) : t(`trayWhy.${why ?? otherwise}`)
  }
}

function Stands({ item }: { item: TrayItem }) {
  const { t } = useTranslation('attachments')
  const words = useTrayWords()
  if (item.for && 'case' in item.for)
    return <>{t('proposedCase', { number: item.for.number, who: item.for.applicant })}</>
  if (item.for) return <>{t('filedDraft', { label: item.for.label })}</>
  if (item.state === 'reading') return <>{t('readingCodes')}</>
  return (
    <>
      {words(item, 'noCode')}
      {item.code && ` ${t('codeSays', { code: item.code })}`}
    </>
  )
}
