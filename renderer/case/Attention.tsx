/** What a person must look at: marks, what is lacking, events that did not fit. Never hidden, each with its reason. */
import { CircleAlert, FileQuestion } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Form } from '../../domain/forms/schema.ts'
import type { CaseDetail } from '../../electron/contract.ts'
import { useNames } from '../intake/Missing.tsx'
import { markLooks } from '../queue/states.ts'
import { Chip } from '../ui/Parts.tsx'
import { inSentence } from '../ui/words.ts'

const isMark = (mark: string): mark is keyof typeof markLooks => Object.hasOwn(markLooks, mark)

export function Marks({ marks }: { marks: string[] }) {
  const { t } = useTranslation('ui')
  return marks.filter(isMark).map((mark) => (
    <Chip key={mark} tone={markLooks[mark].tone} icon={markLooks[mark].icon}>
      {t(`mark.${mark}`)}
    </Chip>
  ))
}

export function Lacks({ missing, form }: { missing: string[]; form: Form | undefined }) {
  if (missing.length === 0) return null
  return form ? <NamedLacks missing={missing} form={form} /> : <LackList names={missing} />
}

function NamedLacks({ missing, form }: { missing: string[]; form: Form }) {
  const nameOf = useNames(form)
  return <LackList names={missing.map((key) => inSentence(nameOf(key)))} />
}

function LackList({ names }: { names: string[] }) {
  const { t } = useTranslation('case')
  return (
    <p className="attention warn">
      <FileQuestion aria-hidden />
      <span>
        <b>{t('lacks')}</b> {names.join(', ')}
      </span>
    </p>
  )
}

export function Conflicts({ conflicts }: { conflicts: CaseDetail['conflicts'] }) {
  const { t } = useTranslation('case')
  return conflicts.map((conflict) => (
    <p key={conflict.event} className="attention bad" role="alert">
      <CircleAlert aria-hidden />
      <span>
        <b>{t('conflict')}</b> {t(`conflictReason.${conflict.reason}`, { defaultValue: conflict.reason })} (
        {t(`event.${conflict.type}`, { defaultValue: conflict.type })})
      </span>
    </p>
  ))
}
