/** One page on its table: it scrolls when it is larger than its room, is dragged by hand, and takes the crop's rectangle. */
import { type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Crop } from '../../electron/contract.ts'
import { useLate } from '../ui/late.ts'
import { fitting, type Look, partDrawn, placement, type Size, seenSize } from './geometry.ts'

type Point = { u: number; v: number }
type Props = {
  address: string
  name: string
  look: Look
  fit: 'width' | 'page'
  zoom: number
  cropping: boolean
  onZoom: (by: 1 | -1) => void
  onCrop: (part: Crop | null) => void
}

const MARGIN = 8

export function Page({ address, name, look, fit, zoom, cropping, onZoom, onCrop }: Props) {
  const { t } = useTranslation('attachments')
  const table = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState<Size>({ width: 0, height: 0 })
  const [picture, setPicture] = useState<Size | null>(null)
  const [broken, setBroken] = useState(false)
  const late = useLate(300)
  const drawing = useDrawing(look, onCrop)
  useEffect(() => {
    const here = table.current
    if (!here) return
    const measure = () => setRoom({ width: here.offsetWidth - 2 * MARGIN - 10, height: here.offsetHeight - 2 * MARGIN })
    const watch = new ResizeObserver(measure)
    watch.observe(here)
    return () => watch.disconnect()
  }, [])
  const seen = seenSize(picture ?? { width: 1, height: 1 }, look)
  const scale = picture && room.width > 0 ? fitting(seen, room, fit) * zoom : 0
  useKeptCentre(table, scale)
  const pan = usePan(table)
  return (
    <section
      className="viewer-table"
      aria-label={name}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the arrow keys must reach what is below
      tabIndex={0}
      ref={table}
      data-cropping={cropping || undefined}
      onMouseDown={(event) => event.preventDefault()}
      onWheel={(event) => {
        if (event.ctrlKey) onZoom(event.deltaY < 0 ? 1 : -1)
      }}
    >
      {!picture && !broken && late && <p className="viewer-instead m">{t('reading')}</p>}
      {broken && <p className="viewer-instead m">{t('pageNotShown')}</p>}
      <div
        className="viewer-page"
        style={{
          width: seen.width * scale,
          height: seen.height * scale,
          display: broken || !picture ? 'none' : undefined,
        }}
        {...(cropping ? drawing.hands : pan)}
      >
        <img
          src={address}
          alt={name}
          draggable={false}
          decoding="async"
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setPicture({ width, height })}
          onError={() => setBroken(true)}
          style={
            picture
              ? { width: picture.width, height: picture.height, transform: placement(picture, look, scale) }
              : { visibility: 'hidden' }
          }
        />
        {cropping && drawing.box && <i className="viewer-crop" style={drawing.box} />}
      </div>
    </section>
  )
}

/** The rectangle being drawn, in fractions of the page on the screen. */
function useDrawing(look: Look, onCrop: (part: Crop | null) => void) {
  const [from, setFrom] = useState<Point | null>(null)
  const [to, setTo] = useState<Point | null>(null)
  const at = (event: PointerEvent<HTMLElement>): Point => {
    const box = event.currentTarget.getBoundingClientRect()
    return { u: (event.clientX - box.left) / box.width, v: (event.clientY - box.top) / box.height }
  }
  const percent = (fraction: number) => `${Math.min(1, Math.max(0, fraction)) * 100}%`
  return {
    box: from &&
      to && {
        left: percent(Math.min(from.u, to.u)),
        top: percent(Math.min(from.v, to.v)),
        right: percent(1 - Math.max(from.u, to.u)),
        bottom: percent(1 - Math.max(from.v, to.v)),
      },
    hands: {
      onPointerDown(event: PointerEvent<HTMLElement>) {
        event.currentTarget.setPointerCapture(event.pointerId)
        setFrom(at(event))
        setTo(at(event))
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        if (from) setTo(at(event))
      },
      onPointerUp(event: PointerEvent<HTMLElement>) {
        if (from) onCrop(partDrawn(look, from, at(event)))
        setFrom(null)
        setTo(null)
      },
    },
  }
}

/** Moves the page by hand. */
function usePan(table: React.RefObject<HTMLDivElement | null>) {
  const start = useRef<{ x: number; y: number; left: number; top: number } | null>(null)
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const here = table.current
      if (!here || event.button !== 0) return
      start.current = { x: event.clientX, y: event.clientY, left: here.scrollLeft, top: here.scrollTop }
      event.currentTarget.setPointerCapture(event.pointerId)
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const here = table.current
      if (!here || !start.current) return
      here.scrollLeft = start.current.left - (event.clientX - start.current.x)
      here.scrollTop = start.current.top - (event.clientY - start.current.y)
    },
    onPointerUp() {
      start.current = null
    },
  }
}

/** What was in the middle of the room stays there when the scale changes. */
function useKeptCentre(table: React.RefObject<HTMLDivElement | null>, scale: number): void {
  const before = useRef(0)
  useLayoutEffect(() => {
    const here = table.current
    if (here && before.current > 0 && scale > 0 && scale !== before.current) {
      const by = scale / before.current
      here.scrollLeft = (here.scrollLeft + here.clientWidth / 2) * by - here.clientWidth / 2
      here.scrollTop = (here.scrollTop + here.clientHeight / 2) * by - here.clientHeight / 2
    }
    before.current = scale
  }, [scale, table])
}
