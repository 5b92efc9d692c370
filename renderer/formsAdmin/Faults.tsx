/** A file that is no form yet: everything that is wrong with it, each with the place. */
import { ArrowLeft, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Fault } from '../../domain/forms/faults.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { FaultList } from './FaultList.tsx'

export function Faults({ file, faults, onBack }: { file: string; faults: Fault[]; onBack: () => void }) {
  const { t } = useTranslation('formsAdmin')
  useKeys([['Escape', onBack]])
  return (
    <div className="forms-list">
      <div className="forms-head">
        <Button icon={ArrowLeft} keyName="Esc" onClick={onBack}>
          {t('back')}
        </Button>
        <h2>{file}</h2>
      </div>
      <p className="note bad" role="alert">
        <TriangleAlert aria-hidden />
        <span>
          {t('faults', { count: faults.length })}. {t('faultsNext')}
        </span>
      </p>
      <FaultList faults={faults} />
    </div>
  )
}
