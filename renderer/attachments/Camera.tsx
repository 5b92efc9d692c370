/**
 * The camera over the form: Space takes a picture, which goes the way of any file; several in a row. It is switched off
 * with the dialog, whatever ends it. No sound is ever asked for.
 */
import { Modal } from '@mantine/core'
import { Camera as CameraIcon } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { momentAt } from '../ui/dates.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'

/** As sharp as a paper needs to be read; the camera gives what it has. */
const WISHED = { width: { ideal: 2560 }, height: { ideal: 1440 } }
const JPEG_QUALITY = 0.92

type State = 'opening' | 'live' | 'none' | 'denied' | 'busy'

const whyNot = (error: unknown): State => {
  const name = error instanceof DOMException ? error.name : ''
  return name === 'NotAllowedError' ? 'denied' : name === 'NotFoundError' ? 'none' : 'busy'
}

export function Camera({ onTake, onClose }: { onTake: (file: File) => void; onClose: () => void }) {
  const { t } = useTranslation('attachments')
  const { timeZone } = useDesk().workspace.branch
  const video = useRef<HTMLVideoElement>(null)
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([])
  const [chosen, setChosen] = useState<string | null>(null)
  const [state, setState] = useState<State>('opening')
  const [taken, setTaken] = useState(0)

  useEffect(() => {
    let stream: MediaStream | null = null
    let left = false
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop()
    }
    const open = async () => {
      setState('opening')
      try {
        const device = chosen === null ? {} : { deviceId: { exact: chosen } }
        stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...WISHED, ...device } })
        if (left || !video.current) return stop()
        video.current.srcObject = stream
        await video.current.play()
        setState('live')
        const all = await navigator.mediaDevices.enumerateDevices()
        setDevices(all.filter((one) => one.kind === 'videoinput'))
      } catch (error) {
        if (!left) setState(whyNot(error))
      }
    }
    void open()
    return () => {
      left = true
      stop()
    }
  }, [chosen])

  const take = async () => {
    const from = video.current
    if (!from || state !== 'live') return
    const canvas = document.createElement('canvas')
    canvas.width = from.videoWidth
    canvas.height = from.videoHeight
    canvas.getContext('2d')?.drawImage(from, 0, 0)
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', JPEG_QUALITY))
    if (!blob) return
    const { seconds } = momentAt(Date.now(), timeZone)
    onTake(new File([blob], `${t('photoName', { time: seconds.replaceAll(':', '-') })}.jpg`, { type: 'image/jpeg' }))
    setTaken((before) => before + 1)
  }
  useKeys([['Space', () => void take()]], { inDialog: true })
  const next = () => {
    const at = devices.findIndex((one) => one.deviceId === chosen)
    setChosen(devices[(Math.max(at, 0) + 1) % devices.length]?.deviceId ?? null)
  }
  return (
    <Modal opened onClose={onClose} title={t('cameraTitle')} size={860} withCloseButton={false}>
      <div className="camera">
        <video ref={video} muted playsInline aria-label={t('cameraTitle')} />
        {state !== 'live' && <p className="viewer-instead">{t(`camera.${state}`)}</p>}
      </div>
      <div className="choices">
        <Button
          look="go"
          icon={CameraIcon}
          keyName={t('space')}
          onClick={() => void take()}
          obstacle={state === 'live' ? undefined : t(`camera.${state}`)}
          data-autofocus
        >
          {t('take')}
        </Button>
        <Button look="quiet" keyName="Esc" onClick={onClose}>
          {t(taken > 0 ? 'cameraDone' : 'cancel')}
        </Button>
        {devices.length > 1 && (
          <Button look="quiet" onClick={next}>
            {t('otherCamera')}
          </Button>
        )}
        <span className="m" aria-live="polite">
          {taken > 0 && t('photosTaken', { count: taken })}
        </span>
      </div>
    </Modal>
  )
}
