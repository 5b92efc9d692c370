/**
 * The customer takes his case back: he signs in front of the clerk, or says the code that came to his own phone. The right
 * code is the withdrawal, nothing more is pressed. Without the network the signature stays.
 */
import { CircleAlert, CloudOff, MessageSquareText } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeRow } from '../../consent/CodeRow.tsx'
import '../../consent/consent.css'
import { useConsent } from '../../consent/consenting.ts'
import { Tick } from '../../ui/Parts.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { useKept } from '../kept.ts'
import { Panel, type PanelProps, Words } from './Panel.tsx'

const ways = ['signature', 'code'] as const

export function Withdraw(props: PanelProps) {
  const { t } = useTranslation('acts')
  const { detail, send, onClose } = props
  const [way, setWay] = useKept<(typeof ways)[number]>('way', 'signature')
  const [paper, setPaper] = useKept('words', '')
  const [taken, setTaken] = useKept('taken', false)
  const said = paper.trim()
  const withdrawn = detail.row.state === 'withdrawn'
  useEffect(() => {
    if (withdrawn) onClose()
  }, [withdrawn, onClose])
  const first = said === '' ? t('withdrawCase.first') : taken ? undefined : t('withdrawCase.takenFirst')
  return (
    <Panel
      {...props}
      obstacle={way === 'code' ? t('withdrawCase.codeFirst') : first}
      onSend={() => void send({ do: 'withdrawCase', paper: said, taken })}
    >
      <Segments
        label={t('withdrawCase.way')}
        value={way}
        options={ways.map((one) => ({ value: one, label: t(`withdrawCase.ways.${one}`) }))}
        onChange={(next) => setWay(next === 'code' ? 'code' : 'signature')}
      />
      {way === 'code' ? (
        <ByCode id={detail.row.id} />
      ) : (
        <>
          <p className="m">{t('withdrawCase.say')}</p>
          <Words name="words" label={t('withdrawCase.words')} value={paper} onChange={setPaper} first />
          <Tick checked={taken} onChange={setTaken}>
            {t('withdrawCase.taken')}
          </Tick>
        </>
      )}
    </Panel>
  )
}

function ByCode({ id }: { id: string }) {
  const { t } = useTranslation('acts')
  const consent = useConsent({ withdrawal: id }, true)
  const phones = consent.state?.wanted?.phones ?? []
  const { state, refusal, offline, demoMessage } = consent
  return (
    <>
      <p className="m">{t('withdrawCase.sayCode')}</p>
      {phones.map((phone, i) => (
        <CodeRow
          key={phone.shown}
          nth={i}
          phone={phone}
          first={i === 0}
          request={state?.request?.phone === i ? state.request : null}
          consent={consent}
          inDialog
        />
      ))}
      {state?.wanted && phones.length === 0 && <p className="s quiet">{t('withdrawCase.noPhone')}</p>}
      {offline && (
        <p className="consent-note hold" role="status">
          <CloudOff aria-hidden />
          <span>{t('withdrawCase.offline')}</span>
        </p>
      )}
      {refusal && (
        <p className="consent-note bad" role="alert">
          <CircleAlert aria-hidden />
          <span>{t(refusal === 'notTaken' ? 'withdrawCase.notTaken' : `consent:refused.${refusal}`)}</span>
        </p>
      )}
      {demoMessage && (
        <p className="consent-note info">
          <MessageSquareText aria-hidden />
          <span>
            <b>{t('consent:demoMessage')}</b> {demoMessage}
          </span>
        </p>
      )}
    </>
  )
}
