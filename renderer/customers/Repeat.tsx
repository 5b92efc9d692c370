/**
 * While the form is typed: the same person came with the same matter before. The old case is offered first; the
 * choice stays a person's, and once it is "a new matter" nothing is offered again for this draft.
 */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formOf } from '../../domain/forms/catalogue.ts'
import type { Draft, EarlierCase } from '../../electron/contract.ts'
import { api } from '../api.ts'
import { useText } from '../i18n.ts'
import type { OpenDraft } from '../intake/draft.ts'
import { CaseNumber } from '../queue/columns.tsx'
import { useDates } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useSettled } from '../ui/settled.ts'
import { shortTitle } from '../ui/words.ts'
import { useOnward } from '../window/onward.ts'
import { useDesk } from '../window/workspace.ts'
import { Continue } from './Continue.tsx'
import './customers.css'
import { notNamed } from './named.ts'

const PAUSE_MS = 250

/** Cases that somebody said are another matter, by draft: parking the form asks nothing twice. */
const otherMatters = new Map<string, ReadonlySet<string>>()

export function Repeat({ draft, open }: { draft: Draft; open: OpenDraft }) {
  const { t } = useTranslation('customers')
  const onward = useOnward()
  const answers = useSettled(open.answers, PAUSE_MS)
  const [chosen, setChosen] = useState<EarlierCase | null>(null)
  const [others, setOthers] = useState<ReadonlySet<string>>(() => otherMatters.get(draft.id) ?? new Set())
  const { catalogue } = useDesk().workspace
  const form = formOf(catalogue, open.type)
  const { data: found } = useQuery({
    queryKey: ['cases', 'repeats', draft.id, open.type, answers],
    queryFn: () =>
      api.customers.repeats({
        draft: draft.id,
        type: open.type,
        ...(open.type === draft.type && { formVersion: draft.formVersion }),
        answers,
      }),
    placeholderData: keepPreviousData,
  })
  const data = found && form ? notNamed(found, catalogue, form, open.answers) : found
  const matter = data?.matter.filter(({ id }) => !others.has(id)) ?? []
  const [first] = matter
  const isOther = () => {
    const known = new Set([...others, ...matter.map(({ id }) => id)])
    otherMatters.set(draft.id, known)
    setOthers(known)
  }
  useKeys(
    [
      ['alt+KeyV', () => first && setChosen(first)],
      ['alt+KeyB', isOther],
    ],
    { enabled: first !== undefined },
  )
  const [known] = data?.others.latest ?? []
  const showPerson = async (id: string) => {
    const goOn = onward()
    await open.flush()
    goOn(`/person/case/${id}`)
  }
  if (!data || (!first && !known)) return null
  if (!first)
    return (
      <p className="known">
        <History aria-hidden />
        <span>{t('others', { count: data.others.count })}</span>
        <span className="m">{data.others.latest.map(({ number }) => number).join(', ')}</span>
        {known && (
          <button type="button" className="link" onClick={() => void showPerson(known.id)}>
            {t('show')}
          </button>
        )}
      </p>
    )
  return (
    <section className="repeat lit" aria-label={t('same')}>
      <div className="repeat-what" role="status">
        <b>{t('same')}</b>
        {matter.slice(0, 2).map((one) => (
          <Earlier key={one.id} one={one} />
        ))}
        {matter.length > 2 && <span className="m">{t('more', { count: matter.length - 2 })}</span>}
      </div>
      <div className="repeat-do">
        <Button look="go" keyName="Alt V" onClick={() => setChosen(first)}>
          {t('continue')}
        </Button>
        <Button look="quiet" keyName="Alt B" onClick={isOther}>
          {t('newMatter')}
        </Button>
      </div>
      {chosen && <Continue earlier={chosen} draft={draft} open={open} onClose={() => setChosen(null)} />}
    </section>
  )
}

function Earlier({ one }: { one: EarlierCase }) {
  const { t } = useTranslation('customers')
  const text = useText()
  const dates = useDates()
  const { catalogue, branch } = useDesk().workspace
  return (
    <span className="earlier">
      <CaseNumber number={one.number} branch={branch.code} />
      <span>{text(shortTitle(catalogue, one))}</span>
      <span>{t(`ui:state.${one.state}`)}</span>
      <span className="n">{t('came', { day: dates.dotted(one.cameOn) })}</span>
      <span className="n">{t('answerBy', { day: dates.dotted(one.answerBy) })}</span>
      {one.visits > 0 && <span>{t('visits', { count: one.visits })}</span>}
    </span>
  )
}
