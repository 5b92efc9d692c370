/** The files in a row, small; a press shows one large. What has no picture shows its kind. */
import { FileText, FileWarning, Film } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pageAddress } from '../../electron/contract.ts'
import { placement, seenSize } from './geometry.ts'
import { keepFocus, type Viewed } from './Viewer.tsx'

type Small = Viewed & { id: string }

export function Thumbs({
  files,
  selected,
  onSelect,
}: {
  files: readonly Small[]
  selected: string | null
  onSelect: (id: string) => void
}) {
  const row = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const shown = selected && row.current?.querySelector('[aria-pressed=true]')?.getBoundingClientRect()
    if (!row.current || !shown) return
    // Only along the row: the form beneath it stays where the hands are.
    const { left, right } = row.current.getBoundingClientRect()
    row.current.scrollLeft += Math.min(0, shown.left - left) + Math.max(0, shown.right - right)
  }, [selected])
  return (
    <ul className="thumbs" ref={row} onMouseDown={keepFocus}>
      {files.map((file) => (
        <li key={file.id}>
          <button
            type="button"
            className="thumb"
            aria-pressed={file.id === selected}
            title={file.name}
            onClick={() => onSelect(file.id)}
          >
            <Picture file={file} />
            <Pages file={file} />
          </button>
        </li>
      ))}
    </ul>
  )
}

function Pages({ file }: { file: Small }) {
  return file.pages !== null && file.pages > 1 ? <b className="n">{file.pages}</b> : null
}

const BOX = 52

function Picture({ file }: { file: Small }) {
  const { t } = useTranslation('attachments')
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  const [broken, setBroken] = useState(false)
  if (file.kind === 'mp4') return <Film aria-label={file.name} />
  if (file.state === 'unreadable' || file.state === 'absent' || broken) return <FileWarning aria-label={file.name} />
  if (file.state === 'reading') return <FileText aria-label={`${file.name}: ${t('reading')}`} />
  const look = { turn: file.turn ?? 0, crop: file.crop ?? null }
  const seen = size && seenSize(size, look)
  const scale = seen ? Math.min(BOX / seen.width, BOX / seen.height) : 0
  return (
    <span className="thumb-page" style={seen ? { width: seen.width * scale, height: seen.height * scale } : undefined}>
      <img
        src={pageAddress(file.sha256, 1, 'small')}
        alt={file.name}
        draggable={false}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setSize({ width, height })}
        onError={() => setBroken(true)}
        style={
          size
            ? { width: size.width, height: size.height, transform: placement(size, look, scale) }
            : { visibility: 'hidden' }
        }
      />
    </span>
  )
}
