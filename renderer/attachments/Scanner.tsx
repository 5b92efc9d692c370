/** Ctrl I: one sheet from the glass or the whole pile of the feeder. The form goes on meanwhile; the sheets come by themselves. */
import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Destination } from '../../electron/contract.ts'
import { api, queryClient } from '../api.ts'
import { useKeys } from '../ui/keys.ts'
import { Button } from '../ui/Parts.tsx'
import { Segments } from '../ui/Segments.tsx'
import { fileQueries } from './files.ts'

type Props = { to: Destination; paper: string | null; onStart: () => void; onClose: () => void }

/** The device that was used last on this computer, while the window stands. */
let lastDevice: string | null = null

export function Scanner({ to, paper, onStart, onClose }: Props) {
  const { t } = useTranslation('attachments')
  const { data: found, isFetching, refetch } = useQuery(fileQueries.devices)
  const [chosen, setChosen] = useState(lastDevice)
  const [pile, setPile] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const devices = found?.ok ? found.devices : []
  const device = devices.find((one) => one.device === chosen) ?? devices[0]
  const none = found && !device ? (found.ok ? 'noScanner' : found.refusal.code) : null

  const start = async () => {
    if (!device) return
    lastDevice = device.device
    const batch = pile && device.feeder
    const answer = await api.scanning
      .start({ to, device: device.device, batch, paper })
      .catch(() => ({ ok: false as const, refusal: { code: 'unreachable' as const } }))
    await queryClient.invalidateQueries({ queryKey: ['scanning'] })
    if (!answer.ok) return setRefused(answer.refusal.code)
    onStart()
    onClose()
  }
  useKeys(
    [
      ['Enter', () => void start()],
      ['ctrl+KeyI', () => void start()],
    ],
    { inDialog: true },
  )
  return (
    <Modal opened onClose={onClose} title={t('scanTitle')} size={520} withCloseButton={false}>
      {isFetching && !found && <p className="m">{t('scan.looking')}</p>}
      {none && (
        <p className="warn" role="status">
          {t(`scan.${none}`)}
        </p>
      )}
      {devices.length > 1 && (
        <ul className="scanners">
          {devices.map((one) => (
            <li key={one.device}>
              <button
                type="button"
                className={one === device ? 'lit' : ''}
                aria-pressed={one === device}
                onClick={() => setChosen(one.device)}
              >
                {one.title}
              </button>
            </li>
          ))}
        </ul>
      )}
      {devices.length === 1 && <p>{device?.title}</p>}
      {device?.feeder && (
        <div className="scan-how">
          <Segments
            label={t('scanHow')}
            value={pile ? 'pile' : 'one'}
            options={[
              { value: 'one', label: t('scanOne') },
              { value: 'pile', label: t('scanPile') },
            ]}
            onChange={(next) => setPile(next === 'pile')}
          />
        </div>
      )}
      {refused && (
        <p className="bad" role="alert">
          {t(`scan.${refused}`)}
        </p>
      )}
      <div className="choices">
        {device ? (
          <Button look="go" keyName="Enter" onClick={() => void start()} data-autofocus>
            {t('scan.start')}
          </Button>
        ) : (
          <Button onClick={() => void refetch()} obstacle={isFetching ? t('scan.looking') : undefined} data-autofocus>
            {t('scan.again')}
          </Button>
        )}
        <Button look="quiet" keyName="Esc" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Modal>
  )
}

/** How the running scan stands, and the way to stop it; what the last one failed of. Nothing where there is nothing to say. */
export function ScanLine() {
  const { t } = useTranslation('attachments')
  const { data: scan } = useQuery(fileQueries.scan)
  const [putAway, setPutAway] = useState<string | null>(null)
  if (!scan || putAway === scan.scan || scan.state === 'ended' || scan.state === 'cancelled') return null
  const running = scan.state === 'running'
  return (
    <li className="incoming">
      <span className="incoming-name" aria-live="polite">
        {running ? t('scan.running', { sheet: scan.sheet }) : t(`scan.${scan.why ?? 'other'}`)}
        {!running && scan.taken > 0 && ` ${t('scan.taken', { count: scan.taken })}`}
      </span>
      {running && <progress max={100} value={scan.percent} />}
      <Button
        look="small"
        onClick={() => (running ? void api.scanning.cancel({ scan: scan.scan }) : setPutAway(scan.scan))}
      >
        {t(running ? 'stop' : 'putAway')}
      </Button>
    </li>
  )
}
