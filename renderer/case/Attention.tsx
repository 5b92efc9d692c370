/** What a person must look at: marks, and what is lacking. Never hidden, each with its reason. */
import { FileQuestion } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Form } from '../../domain/forms/schema.ts'
import { useLacking } from '../intake/Missing.tsx'
import { markLooks } from '../queue/states.ts'
import { Chip } from '../ui/Parts.tsx'
import './attention.css'

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
  return <LackList names={useLacking(form)(missing)} />
}

function LackList({ names }: { names: string[] }) {
  const { t } = useTranslation('case')
  return (
    <p className="attention warn">
      <FileQuestion aria-hidden />
      <span>
        <b>{t('lacks')}</b> {names.join('; ')}
      </span>
    </p>
  )
}
