/** What is wrong with a definition, in the language of the screen, each fault with its place. */
import { useTranslation } from 'react-i18next'
import { type Fault, SHAPES } from '../../domain/forms/faults.ts'

/** Words of a fault. What a form file itself says stands in them as it is. */
export function useFaultWords(): (fault: Pick<Fault, 'code' | 'facts'>) => string {
  const { t } = useTranslation('formsAdmin')
  return ({ code, facts }) => {
    const { shape } = facts
    const words = typeof shape === 'string' && Object.hasOwn(SHAPES, shape) ? { shape: t(`shape.${shape}`) } : {}
    return t(`fault.${code}`, { ...facts, ...words })
  }
}

export function FaultList({ faults }: { faults: readonly Fault[] }) {
  const { t } = useTranslation('formsAdmin')
  const say = useFaultWords()
  return (
    <ul className="forms-faults">
      {faults.map((fault) => (
        <li key={`${fault.path} ${fault.message}`}>
          <code>{fault.path || t('wholeFile')}</code> {say(fault)}
        </li>
      ))}
    </ul>
  )
}
