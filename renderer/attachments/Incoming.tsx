/** What is on its way in, each with its progress and a way to stop it; and which file was refused, why, in plain words. */
import { CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.ts'
import { Button } from '../ui/Parts.tsx'
import { endingOf, sizeWords } from './files.ts'
import { ScanLine } from './Scanner.tsx'
import { dropUpload, type Trouble, type Upload, useUploads } from './uploads.ts'
import { keepFocus } from './Viewer.tsx'

/** Why a file did not come in, as a person says it. `name`: what it is called, where its name is part of the trouble. */
export function useTroubleWords(): (trouble: Trouble, name?: string) => string {
  const { t } = useTranslation('attachments')
  const language = useLanguage()
  return ({ code, limit, why }, name = '') => {
    const held = /^holds([A-Z].*)$/.exec(code)?.[1]?.toLowerCase()
    if (held) return t('refused.otherInside', { named: endingOf(name), holds: t(`holds.${held}`) })
    if (code === 'notAsNamed') return t('refused.notAsNamed', { named: endingOf(name) })
    if (code === 'tooBig' && limit !== undefined) {
      const { amount, unit } = sizeWords(limit, language)
      return t('refused.tooBig', { limit: `${amount} ${t(unit)}` })
    }
    if (code === 'notRecorded') return t(`notRecorded.${why ?? 'other'}`)
    return t(`refused.${code}`)
  }
}

export function Incoming({ owner }: { owner: string }) {
  const uploads = useUploads(owner)
  return (
    <ul className="incomings" onMouseDown={keepFocus}>
      <ScanLine />
      {uploads.map((upload) => (
        <Line key={upload.id} upload={upload} />
      ))}
    </ul>
  )
}

function Line({ upload }: { upload: Upload }) {
  const { t } = useTranslation('attachments')
  const words = useTroubleWords()
  const { id, name, bytes, done, trouble } = upload
  if (trouble)
    return (
      <li className="incoming refused">
        <CircleAlert aria-hidden className={trouble.code === 'repeated' ? 'warn' : 'bad'} />
        <span className="incoming-name" role="alert">
          <b title={name}>{name}</b>
          <span>{words(trouble, name)}</span>
        </span>
        <Button look="small" onClick={() => dropUpload(id)}>
          {t('putAway')}
        </Button>
      </li>
    )
  return (
    <li className="incoming">
      <span className="incoming-name" title={name}>
        {name}
      </span>
      <progress max={Math.max(1, bytes)} value={done} aria-label={name} />
      <Button look="small" onClick={() => dropUpload(id)}>
        {t('stop')}
      </Button>
    </li>
  )
}
