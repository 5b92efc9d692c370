/** A paper on the screen: the very page that goes to the printer, scaled to the place it has. Nothing in it can run. */
import { useEffect, useRef, useState } from 'react'

/** CSS pixels at 96 a inch. */
export const A4_WIDTH = 794
export const A4_HEIGHT = 1123
export const SLIP_WIDTHS = { '80mm': 302, a5: 559 }

export function PaperFrame({
  page,
  width,
  least = 0,
  title,
}: {
  page: string
  width: number
  /** Height of the sheet even where the text is shorter. */
  least?: number
  title: string
}) {
  const box = useRef<HTMLDivElement>(null)
  const frame = useRef<HTMLIFrameElement>(null)
  const [room, setRoom] = useState(0)
  const [height, setHeight] = useState(Math.max(least, width))
  useEffect(() => {
    const here = box.current
    if (!here) return
    const watch = new ResizeObserver(() => setRoom(here.clientWidth))
    watch.observe(here)
    return () => watch.disconnect()
  }, [])
  const scale = room > 0 ? Math.min(1, room / width) : 0
  return (
    <div ref={box} className="paper-box">
      <div className="paper-scale" style={{ width: width * scale, height: height * scale }}>
        <iframe
          ref={frame}
          title={title}
          sandbox="allow-same-origin"
          srcDoc={page}
          tabIndex={-1}
          style={{ width, height, transform: `scale(${scale})`, transformOrigin: '0 0', border: 0, display: 'block' }}
          scrolling="no"
          onLoad={() => setHeight(Math.max(least, heightOf(frame.current) ?? width))}
        />
      </div>
    </div>
  )
}

/** How tall the page is, with the margins of its body: the frame itself must never scroll. */
function heightOf(frame: HTMLIFrameElement | null): number | null {
  const body = frame?.contentDocument?.body
  const view = frame?.contentWindow
  if (!body || !view) return null
  const below = Number.parseFloat(view.getComputedStyle(body).marginBottom) || 0
  return Math.ceil(Math.max(body.scrollHeight, body.getBoundingClientRect().bottom) + below)
}
