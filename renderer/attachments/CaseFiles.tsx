/** The files of a registered case, and the way to add one that came later. What was confirmed is not taken away here. */
import { Modal } from '@mantine/core'
import { Camera as CameraIcon, FileUp, Printer, ScanLine } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form } from '../../domain/forms/schema.ts'
import type { Attached } from '../../electron/contract.ts'
import { printDuplicate } from '../queue/duplicate.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import './attachments.css'
import { CarriedFiles, useCarriedWords } from './Carried.tsx'
import { useFetched, useFiles } from './files.ts'
import { Incoming } from './Incoming.tsx'
import { useIncoming } from './incoming.ts'
import { Over } from './Over.tsx'
import { PlaceSelect } from './PlaceSelect.tsx'
import { usePaperName, usePlaces } from './places.ts'
import { Thumbs } from './Thumbs.tsx'
import { sendIn } from './uploads.ts'
import { Viewer } from './Viewer.tsx'
import { useWays } from './Ways.tsx'

type Props = {
  id: string
  form: Form | undefined
  /** Nothing is brought to a case that has ended. */
  takes: boolean
  /** Files have joined it since it was registered: the slip from then on is the customer's proof of them. */
  added: boolean
}

export function CaseFiles({ id, form, takes, added }: Props) {
  const { t } = useTranslation('attachments')
  const { t: tQueue } = useTranslation('queue')
  const files = useFiles({ case: id })
  const [shown, setShown] = useState<string | null>(null)
  const file = files.find((one) => one.id === shown)
  return (
    <section className="case-files">
      <h3>{t('caseFiles')}</h3>
      <Incoming owner={id} />
      {files.length === 0 ? (
        <p className="m">{t('caseNone')}</p>
      ) : (
        <>
          <Thumbs files={files} selected={null} onSelect={setShown} />
          <CarriedFiles files={files} />
        </>
      )}
      {takes && <Adding id={id} form={form} />}
      {added && (
        <div className="ways">
          <Button look="small" icon={Printer} onClick={() => void printDuplicate(id, tQueue)}>
            {t('slipOfAdded')}
          </Button>
        </div>
      )}
      {file && (
        <Shown of={id} files={files} file={file} form={form} onSelect={setShown} onClose={() => setShown(null)} />
      )}
    </section>
  )
}

/** The ways in: chosen, photographed, scanned, dropped or pasted. */
function Adding({ id, form }: Pick<Props, 'id' | 'form'>) {
  const { t } = useTranslation('attachments')
  const places = usePlaces(form)
  const [paper, setPaper] = useState<string | null>(null)
  const add = (chosen: File[], which: string | null) => {
    sendIn(chosen.map((file) => ({ file, to: { case: id }, paper: which })))
    setPaper(null)
  }
  const over = useIncoming((dropped) => add(dropped, paper))
  const ways = useWays({ to: { case: id }, add, paper, keys: true, onScan: () => setPaper(null) })
  return (
    <>
      <div className="ways">
        <PlaceSelect places={places} value={paper} onChange={setPaper} />
        <Button look="small" icon={FileUp} onClick={() => ways.choose(paper)}>
          {t('file')}
        </Button>
        <Button look="small" icon={CameraIcon} keyName="Alt C" onClick={() => ways.camera(paper)}>
          {t('photo')}
        </Button>
        <Button look="small" icon={ScanLine} keyName="Ctrl I" onClick={() => ways.scan(paper)}>
          {t('scanner')}
        </Button>
      </div>
      {ways.dialogs}
      {over && <Over words={t('dropCase')} />}
    </>
  )
}

type ShownProps = {
  of: string
  files: Attached[]
  file: Attached
  form: Form | undefined
  onSelect: (id: string) => void
  onClose: () => void
}

/** One file over the whole window; the arrows go on to the next. */
function Shown({ of, files, file, form, onSelect, onClose }: ShownProps) {
  const { t } = useTranslation('attachments')
  const paperName = usePaperName(form)
  const carried = useCarriedWords()
  useFetched(of, file)
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
  const title = [paperName(file.paper), file.name, carried(file)].filter(Boolean).join(' · ')
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
