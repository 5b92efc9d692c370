/** The files of a registered case, and the way to add one that came later. What was confirmed is not taken away here. */
import { Modal } from '@mantine/core'
import { Camera as CameraIcon, FileUp, ScanLine } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form } from '../../domain/forms/schema.ts'
import type { Attached } from '../../electron/contract.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import './attachments.css'
import { Camera } from './Camera.tsx'
import { CHOOSER, useFiles } from './files.ts'
import { Incoming } from './Incoming.tsx'
import { useIncoming } from './incoming.ts'
import { Over } from './Over.tsx'
import { usePaperName } from './places.ts'
import { Scanner } from './Scanner.tsx'
import { Thumbs } from './Thumbs.tsx'
import { sendIn } from './uploads.ts'
import { Viewer } from './Viewer.tsx'

export function CaseFiles({ id, form }: { id: string; form: Form | undefined }) {
  const { t } = useTranslation('attachments')
  const files = useFiles({ case: id })
  const chooser = useRef<HTMLInputElement>(null)
  const [shown, setShown] = useState<string | null>(null)
  const [asking, setAsking] = useState<'camera' | 'scanner' | null>(null)
  const add = (chosen: File[]) => sendIn(chosen.map((file) => ({ file, to: { case: id }, paper: null })))
  const over = useIncoming(add)
  useKeys([
    ['ctrl+KeyI', () => setAsking('scanner')],
    ['alt+KeyC', () => setAsking('camera')],
  ])
  const file = files.find((one) => one.id === shown)
  return (
    <section className="case-files">
      <h3>{t('caseFiles')}</h3>
      <Incoming owner={id} />
      {files.length === 0 ? (
        <p className="m">{t('caseNone')}</p>
      ) : (
        <Thumbs files={files} selected={null} onSelect={setShown} />
      )}
      <div className="ways">
        <Button look="small" icon={FileUp} onClick={() => chooser.current?.click()}>
          {t('file')}
        </Button>
        <Button look="small" icon={CameraIcon} keyName="Alt C" onClick={() => setAsking('camera')}>
          {t('photo')}
        </Button>
        <Button look="small" icon={ScanLine} keyName="Ctrl I" onClick={() => setAsking('scanner')}>
          {t('scanner')}
        </Button>
      </div>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        accept={CHOOSER}
        aria-label={t('file')}
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      {over && <Over words={t('dropCase')} />}
      {asking === 'camera' && <Camera onTake={(taken) => add([taken])} onClose={() => setAsking(null)} />}
      {asking === 'scanner' && (
        <Scanner to={{ case: id }} paper={null} onStart={() => undefined} onClose={() => setAsking(null)} />
      )}
      {file && <Shown files={files} file={file} form={form} onSelect={setShown} onClose={() => setShown(null)} />}
    </section>
  )
}

type ShownProps = {
  files: Attached[]
  file: Attached
  form: Form | undefined
  onSelect: (id: string) => void
  onClose: () => void
}

/** One file over the whole window; the arrows go on to the next. */
function Shown({ files, file, form, onSelect, onClose }: ShownProps) {
  const { t } = useTranslation('attachments')
  const paperName = usePaperName(form)
  const beside = (by: 1 | -1) => {
    const next = files[files.indexOf(file) + by]
    if (next) onSelect(next.id)
  }
  useKeys(
    [
      ['alt+ArrowRight', () => beside(1)],
      ['alt+ArrowLeft', () => beside(-1)],
    ],
    { inDialog: true },
  )
  const title = [paperName(file.paper), file.name].filter(Boolean).join(' · ')
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="min(1200px, 92vw)"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className="shown-file">
        {files.length > 1 && <Thumbs files={files} selected={file.id} onSelect={onSelect} />}
        <Viewer file={file} fit="page" inDialog />
      </div>
    </Modal>
  )
}
