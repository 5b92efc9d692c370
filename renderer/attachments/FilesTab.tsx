/** The files beside the form: the one looked at, which paper it shows, and the ways to bring more. */
import { Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form } from '../../domain/forms/schema.ts'
import type { Attached } from '../../electron/contract.ts'
import { api } from '../api.ts'
import { useLanguage } from '../i18n.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useFormFiles } from './FormFiles.tsx'
import { endingOf, readAgain, sizeWords } from './files.ts'
import { Incoming, useTroubleWords } from './Incoming.tsx'
import { PlaceSelect } from './PlaceSelect.tsx'
import { usePlaces } from './places.ts'
import { Thumbs } from './Thumbs.tsx'
import { keepFocus, Viewer } from './Viewer.tsx'

export function FilesTab() {
  const { t } = useTranslation('attachments')
  const share = useFormFiles()
  const { draft, files, selected, select } = share
  const beside = (by: 1 | -1) => {
    const next = files[files.findIndex((one) => one.id === selected?.id) + by]
    if (next) select(next.id)
  }
  useKeys([
    ['alt+ArrowRight', () => beside(1)],
    ['alt+ArrowLeft', () => beside(-1)],
  ])
  return (
    <>
      <div className="files">
        <Incoming owner={draft} />
        {selected ? (
          <>
            <Thumbs files={files} selected={selected.id} onSelect={select} />
            <About key={selected.id} file={selected} form={share.form} />
            <Viewer file={selected} fit="width" />
          </>
        ) : (
          <p className="files-none m">{t('none')}</p>
        )}
      </div>
      <div className="files-bar" role="toolbar" aria-label={t('add')} onMouseDown={keepFocus}>
        <Button look="small" onClick={() => share.choose(null)}>
          {t('file')}
        </Button>
        <Button look="small" keyName="Alt C" onClick={() => share.camera(null)}>
          {t('photo')}
        </Button>
        <Button look="small" keyName="Ctrl I" onClick={() => share.scan(null)}>
          {t('scanner')}
        </Button>
      </div>
    </>
  )
}

/** Name, size, which paper it is; taking it away asks once more. */
function About({ file, form }: { file: Attached; form: Form }) {
  const { t } = useTranslation('attachments')
  const language = useLanguage()
  const words = useTroubleWords()
  const places = usePlaces(form)
  const [sure, setSure] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  useEffect(() => {
    const timer = sure ? setTimeout(() => setSure(false), 5_000) : undefined
    return () => clearTimeout(timer)
  }, [sure])
  const { amount, unit } = sizeWords(file.bytes, language)
  const done = async (call: Promise<{ ok: true } | { ok: false; refusal: { code: string } }>) => {
    const answer = await call.catch(() => ({ ok: false as const, refusal: { code: 'unreachable' } }))
    setRefused(answer.ok ? null : words(answer.refusal))
    await readAgain()
  }
  return (
    <div className="about-file">
      <p className="s">
        <b title={file.name}>{file.name}</b>
        <span className="m n">
          {file.kind.toUpperCase()} · {amount} {t(unit)}
        </span>
      </p>
      {file.notes.map((note) => (
        <p key={note} className="s warn">
          {t(`note.${note}`, { named: endingOf(file.name), holds: t(`holds.${file.kind}`) })}
        </p>
      ))}
      <div className="about-row">
        <PlaceSelect
          places={places}
          value={file.paper}
          onChange={(paper) => void done(api.attachments.paper({ id: file.id, paper }))}
        />
        {sure ? (
          <Button
            look="small"
            onMouseDown={keepFocus}
            onClick={() => void done(api.attachments.remove({ id: file.id }))}
          >
            {t('removeSure')}
          </Button>
        ) : (
          <button
            type="button"
            className="iconbtn"
            title={t('remove')}
            aria-label={t('remove')}
            onMouseDown={keepFocus}
            onClick={() => setSure(true)}
          >
            <Trash2 aria-hidden />
          </button>
        )}
      </div>
      {refused && (
        <p className="s bad" role="alert">
          {refused}
        </p>
      )}
    </div>
  )
}
