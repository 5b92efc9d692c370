/** How far the files of a case are on their way to headquarters, or from there; and what of them is gone. */
import { useTranslation } from 'react-i18next'
import type { Attached } from '../../electron/contract.ts'
import { useLanguage } from '../i18n.ts'
import { partWords } from './files.ts'

type Carried = Pick<Attached, 'name' | 'bytes' | 'carried'>

/** `waits for headquarters: 0.4 of 1.2 MB` */
export function useCarriedWords(): (file: Carried) => string | null {
  const { t } = useTranslation('attachments')
  const language = useLanguage()
  return ({ bytes, carried }) => {
    if (!carried) return null
    const { done, all, unit } = partWords(carried.done, bytes, language)
    return t(`carried.${carried.state}`, { done, all: `${all} ${t(unit)}` })
  }
}

/** One line where all are there; else one more for each that is not. */
export function CarriedFiles({ files }: { files: readonly (Carried & { id: string })[] }) {
  const { t } = useTranslation('attachments')
  const words = useCarriedWords()
  const there = files.filter(({ carried }) => carried?.state === 'there')
  const others = files.filter((file) => file.carried && !there.includes(file))
  return (
    <>
      {there.length > 0 && (
        <p className="s m">
          {others.length === 0 ? t('carried.all') : t('carried.allOf', { count: there.length, of: files.length })}
        </p>
      )}
      {others.map((file) => (
        <p key={file.id} className={isGone(file) ? 's warn' : 's m n'}>
          {file.name}: {words(file)}
        </p>
      ))}
    </>
  )
}

const isGone = ({ carried }: Carried): boolean => carried?.state === 'lost' || carried?.state === 'damaged'
