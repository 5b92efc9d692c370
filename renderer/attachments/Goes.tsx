/** Where one paper of the tray goes: what its code proposes, or a draft or case that the person looks up by number or name. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { applicantOf } from '../../domain/people/applicant.ts'
import type { Holder, TrayItem } from '../../electron/contract.ts'
import { queries } from '../api.ts'
import { useText } from '../i18n.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useSettled } from '../ui/settled.ts'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from '../window/workspace.ts'

const SHOWN = 7

type Found = { holder: Holder; number: string; who: string; type: string }

/** Cases of the branch and open drafts of this window that the words fit. */
function useFound(find: string): Found[] {
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
    type: draft.type,
  }))
  const cases = (page?.rows ?? []).map((row) => ({
    holder: { case: row.id },
    number: row.number,
    who: row.applicant,
    type: row.type,
  }))
  return [...open.filter(({ number, who }) => `${number} ${who}`.toLocaleLowerCase().includes(words)), ...cases].slice(
    0,
    SHOWN,
  )
}

type Props = {
  item: TrayItem
  onConfirm: () => void
  onAssign: (to: Holder, paper: string | null) => void
  onMove: (by: 1 | -1) => void
}

export function Goes({ item, onConfirm, onAssign, onMove }: Props) {
  const { t } = useTranslation('attachments')
  const text = useText()
  const { catalogue } = useDesk().workspace
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
    if (chosen) onAssign(chosen.holder, null)
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
                  onClick={() => (i === at ? onAssign(one.holder, null) : setAt(i))}
                >
                  <b>{one.who || one.number}</b>
                  <small>
                    {one.number} · {text(shortTitle(catalogue, one.type))}
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

function Stands({ item }: { item: TrayItem }) {
  const { t } = useTranslation('attachments')
  if (item.for && 'case' in item.for)
    return <>{t('proposedCase', { number: item.for.number, who: item.for.applicant })}</>
  if (item.for) return <>{t('filedDraft', { label: item.for.label })}</>
  if (item.state === 'reading') return <>{t('readingCodes')}</>
  return (
    <>
      {t(`trayWhy.${item.why ?? 'noCode'}`)}
      {item.code && ` ${t('codeSays', { code: item.code })}`}
    </>
  )
}
