/** The signed paper of a registered case is not in hand yet: it is attached from here, named as what it is. */
import { FileUp, ScanLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { sendIn } from '../attachments/uploads.ts'
import { useWays } from '../attachments/Ways.tsx'
import { Button } from '../ui/Parts.tsx'

export function SignedPaper({ id, paper }: { id: string; paper: string }) {
  const { t } = useTranslation('attachments')
  const to = { case: id }
  const add = (files: File[], which: string | null) => sendIn(files.map((file) => ({ file, to, paper: which })))
  const ways = useWays({ to, add, paper, keys: false })
  return (
    <>
      <Button look="small" icon={FileUp} onClick={() => ways.choose(paper)}>
        {t('file')}
      </Button>
      <Button look="small" icon={ScanLine} onClick={() => ways.scan(paper)}>
        {t('scanner')}
      </Button>
      {ways.dialogs}
    </>
  )
}
