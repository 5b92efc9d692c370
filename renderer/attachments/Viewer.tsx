/**
 * One file as people look at it: page by page, magnified, turned, cropped. Only the way of looking is stored, the file
 * stays as it came. Presses here never take the focus: who keys from the picture stays in the field.
 */
import { ChevronLeft, ChevronRight, Crop as CropIcon, RotateCcw, RotateCw, Undo2, ZoomIn, ZoomOut } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Attached, pageAddress, videoAddress } from '../../electron/contract.ts'
import { api } from '../api.ts'
import { useKeys } from '../ui/keys.ts'
import { Key } from '../ui/Parts.tsx'
import { readAgain } from './files.ts'
import { AS_IT_CAME, type Look, turned } from './geometry.ts'
import { Page } from './Page.tsx'
import './viewer.css'

const ZOOMS = [1, 1.5, 2, 3, 4, 6]

/** What of a file is looked at; a paper of the tray has no way of looking of its own. */
export type Viewed = Pick<Attached, 'sha256' | 'name' | 'kind' | 'pages' | 'state' | 'why'> &
  Partial<Pick<Attached, 'id' | 'turn' | 'crop' | 'at'>>

/** Keeps the focus where it is: a press on the picture or on a button of it is not a wish to leave the field. */
export const keepFocus = (event: { target: EventTarget; preventDefault: () => void }): void => {
  if (event.target instanceof Element && event.target.closest('input, textarea, video, [role=combobox]') === null)
    event.preventDefault()
}

export function Viewer(props: { file: Viewed; fit: 'width' | 'page'; inDialog?: boolean; aside?: ReactNode }) {
  const { t } = useTranslation('attachments')
  const { file } = props
  const instead =
    file.state === 'absent'
      ? file.at
        ? t('absentAt', { window: file.at })
        : t('absent')
      : file.state === 'unreadable'
        ? t(`unreadable.${file.why ?? 'torn'}`)
        : file.state === 'reading'
          ? t('reading')
          : null
  if (instead !== null)
    return (
      <div className="viewer">
        <div className="viewer-instead m">{instead}</div>
      </div>
    )
  if (file.kind === 'mp4')
    return (
      <div className="viewer">
        {/* biome-ignore lint/a11y/useMediaCaption: a customer's film has no captions */}
        <video className="viewer-film" controls preload="metadata" src={videoAddress(file.sha256)} title={file.name} />
      </div>
    )
  return <Pages key={file.id ?? file.sha256} {...props} />
}

function Pages({ file, fit, inDialog = false }: { file: Viewed; fit: 'width' | 'page'; inDialog?: boolean }) {
  const { t } = useTranslation('attachments')
  const { look, keep } = useLook(file)
  const [page, setPage] = useState(1)
  const [zoom, setZoom] = useState(0)
  const [cropping, setCropping] = useState(false)
  const last = file.pages ?? 1
  const go = (by: 1 | -1) => setPage((now) => Math.min(last, Math.max(1, now + by)))
  const magnify = (by: 1 | -1) => setZoom((now) => Math.min(ZOOMS.length - 1, Math.max(0, now + by)))
  const turn = (by: 1 | -1) => keep({ ...look, turn: turned(look.turn, by) })
  useKeys(
    [
      ['PageDown', () => go(1)],
      ['PageUp', () => go(-1)],
      ['alt+ArrowDown', () => turn(1)],
      ['alt+ArrowUp', () => turn(-1)],
      ['ctrl+Equal', () => magnify(1)],
      ['ctrl+NumpadAdd', () => magnify(1)],
      ['ctrl+Minus', () => magnify(-1)],
      ['ctrl+NumpadSubtract', () => magnify(-1)],
    ],
    { inDialog, first: true },
  )
  const changed = look.turn !== 0 || look.crop !== null
  return (
    <div className="viewer">
      <div className="viewer-tools" role="toolbar" aria-label={t('look')} onMouseDown={keepFocus}>
        {last > 1 && (
          <span className="viewer-pages n">
            <Tool words={t('pageBefore')} at="PgUp" onPress={() => go(-1)} off={page === 1} icon={<ChevronLeft />} />
            {t('pageOf', { page, last })}
            <Tool words={t('pageNext')} at="PgDn" onPress={() => go(1)} off={page === last} icon={<ChevronRight />} />
          </span>
        )}
        <Tool words={t('zoomOut')} at="Ctrl −" onPress={() => magnify(-1)} off={zoom === 0} icon={<ZoomOut />} />
        <Tool
          words={t('zoomIn')}
          at="Ctrl +"
          onPress={() => magnify(1)}
          off={zoom === ZOOMS.length - 1}
          icon={<ZoomIn />}
        />
        <Tool words={t('turnLeft')} at="Alt ↑" onPress={() => turn(-1)} icon={<RotateCcw />} />
        <Tool words={t('turnRight')} at="Alt ↓" onPress={() => turn(1)} icon={<RotateCw />} />
        <Tool words={t('crop')} onPress={() => setCropping(!cropping)} pressed={cropping} icon={<CropIcon />} />
        {changed && <Tool words={t('asItCame')} onPress={() => keep(AS_IT_CAME)} icon={<Undo2 />} />}
      </div>
      {cropping && <p className="viewer-hint s">{t('cropHint')}</p>}
      <Page
        key={page}
        address={pageAddress(file.sha256, page)}
        name={file.name}
        look={look}
        fit={fit}
        zoom={ZOOMS[zoom] ?? 1}
        cropping={cropping}
        onZoom={magnify}
        onCrop={(crop) => {
          setCropping(false)
          if (crop) keep({ ...look, crop })
        }}
      />
    </div>
  )
}

/** How it is looked at: at once on the screen, then stored. Without an id nothing is stored. */
function useLook(file: Viewed) {
  const stored: Look = { turn: file.turn ?? 0, crop: file.crop ?? null }
  const before = JSON.stringify(stored)
  // It holds over what was stored when it was asked for: what has been stored since is the truth.
  const [own, setOwn] = useState<{ look: Look; before: string } | null>(null)
  const keep = (look: Look) => {
    setOwn({ look, before })
    if (file.id === undefined) return
    void api.attachments
      .look({ id: file.id, ...look })
      .then((answer) => {
        if (!answer.ok) setOwn(null)
        return readAgain()
      })
      .catch(() => setOwn(null))
  }
  return { look: own?.before === before ? own.look : stored, keep }
}

type ToolProps = {
  words: string
  /** Its key; the cap shows where there is room for it. */
  at?: string
  onPress: () => void
  icon: ReactNode
  off?: boolean
  pressed?: boolean
}

function Tool(props: ToolProps) {
  const named = [props.words, props.at].filter(Boolean).join(' · ')
  return (
    <button
      type="button"
      className="iconbtn"
      title={named}
      aria-label={named}
      aria-disabled={props.off || undefined}
      aria-pressed={props.pressed}
      onClick={props.off ? undefined : props.onPress}
    >
      {props.icon}
      {props.at && <Key>{props.at}</Key>}
    </button>
  )
}
