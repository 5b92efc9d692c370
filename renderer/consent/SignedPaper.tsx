/** The signed paper of a registered case is not in hand yet: it is attached from here, named as what it is. */
import { FileUp, ScanLine } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CHOOSER } from '../attachments/files.ts'
import { Scanner } from '../attachments/Scanner.tsx'
import { sendIn } from '../attachments/uploads.ts'
import { Button } from '../ui/Parts.tsx'

export function SignedPaper({ id, paper }: { id: string; paper: string }) {
  const { t } = useTranslation('attachments')
  const chooser = useRef<HTMLInputElement>(null)
  const [scanning, setScanning] = useState(false)
  const to = { case: id }
  return (
    <>
      <Button look="small" icon={FileUp} onClick={() => chooser.current?.click()}>
        {t('file')}
      </Button>
      <Button look="small" icon={ScanLine} onClick={() => setScanning(true)}>
        {t('scanner')}
      </Button>
      <input
        ref={chooser}
        type="file"
        hidden
        accept={CHOOSER}
        aria-label={t('file')}
        onChange={(event) => {
          sendIn([...(event.currentTarget.files ?? [])].map((file) => ({ file, to, paper })))
          event.currentTarget.value = ''
        }}
      />
      {scanning && <Scanner to={to} paper={paper} onStart={() => undefined} onClose={() => setScanning(false)} />}
    </>
  )
}
