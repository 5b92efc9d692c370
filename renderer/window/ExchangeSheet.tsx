/**
 * The exchange with headquarters on one sheet: since when there is none, when it is tried again, how far it is, which cases
 * wait, which was acknowledged last, and what is stuck with what to do about it. Whatever takes long says until when.
 */
import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { api, queries } from '../api.ts'
import { partWords } from '../attachments/files.ts'
import { useLanguage } from '../i18n.ts'
import { reasonOf } from '../office/Refused.tsx'
import { momentAt } from '../ui/dates.ts'
import { useNow } from '../ui/now.ts'
import { Button } from '../ui/Parts.tsx'
import './exchange.css'
import { type Exchange, exchangeWords, leftWords, useTimeWords } from './exchangeWords.ts'
import { useExchange } from './useExchange.ts'
import { useDesk } from './workspace.ts'

export function ExchangeSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('window')
  const exchange = useExchange()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('exchange.title')}
      size={760}
      yOffset={40}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {exchange && <Standing exchange={exchange} onLeave={onClose} />}
    </Modal>
  )
}

type Props = { exchange: Exchange; onLeave: () => void }

function Standing({ exchange, onLeave }: Props) {
  const { t } = useTranslation('window')
  const time = useTimes()
  const said = exchangeWords(exchange, t, time)
  const Icon = said.icon
  const { code: here } = useDesk().workspace.branch
  const todo = todoOf(exchange)
  const { state, sending, givesUpAt, offlineSince, waitAsked, obstacle } = exchange
  const safe =
    state === 'stuck'
      ? 'exchange.safeStuck'
      : exchange.trouble && state === 'offline'
        ? 'exchange.safeTrouble'
        : 'exchange.safe'
  return (
    <div className="exchange">
      <p className={`exchange-state ${said.look === '' ? 'ok' : 'warn'}`}>
        <Icon aria-hidden /> <b>{said.state}</b>
      </p>
      <p className="m">
        {state === 'notEnrolled' && obstacle
          ? t(`exchange.obstacle.${obstacle.why}`, { branch: obstacle.branch, here })
          : t(todo ? `exchange.todo.${todo}` : safe)}
      </p>
      <dl>
        {offlineSince && !sending && (state !== 'offline' || waitAsked) && (
          <Fact word={t('exchange.since')}>{time(offlineSince)}</Fact>
        )}
        {sending && (
          <Fact word={t('exchange.sent')}>
            <span>
              {t('exchange.sentOf', sending)}
              {sending.secondsLeft !== null && ` · ${leftWords(sending.secondsLeft, t)}`}
            </span>
            <progress max={Math.max(1, sending.of)} value={sending.done} aria-label={t('exchange.sent')} />
            {givesUpAt && <span className="m s">{t('exchange.givesUp', { time: time(givesUpAt) })}</span>}
          </Fact>
        )}
        {!sending && <NextTry exchange={exchange} />}
        <Fact word={t('exchange.contact')}>
          {exchange.lastContactAt ? time(exchange.lastContactAt) : t('exchange.never')}
        </Fact>
        <Cases exchange={exchange} onLeave={onLeave} />
      </dl>
      {exchange.stuck.length > 0 && <Stuck stuck={exchange.stuck} onLeave={onLeave} />}
    </div>
  )
}

/** What a person has to do about the whole computer, where anything. */
function todoOf({ state, program }: Exchange): 'tooOld' | 'tooNew' | 'turnedAway' | null {
  return state === 'turnedAway' ? (program ?? 'turnedAway') : null
}

function Fact({ word, children }: { word: string; children: ReactNode }) {
  return (
    <>
      <dt>{word}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** When it is tried again, and the button for whoever does not want to wait. */
function NextTry({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation('window')
  const { timeZone } = useDesk().workspace.branch
  const time = useTimes()
  const [tried, setTried] = useState<{ at: string; before: string } | null>(null)
  const { nextTryAt, givesUpAt, waitAsked } = exchange
  const isSilent = exchange.state === 'offline' && !waitAsked && !exchange.trouble
  if (givesUpAt) return <Fact word={t('exchange.nextTry')}>{t('exchange.trying', { time: time(givesUpAt) })}</Fact>
  if (!nextTryAt) return null
  const tryNow = async () => {
    setTried({ at: momentAt(Date.now(), timeZone).seconds, before: nextTryAt })
    await api.workspace.tryNow({}).catch(() => null)
  }
  return (
    <Fact word={t('exchange.nextTry')}>
      {Date.parse(nextTryAt) <= Date.now() ? (
        <span>{t('exchange.now')}</span>
      ) : waitAsked ? (
        <span>{t('exchange.asked', { time: momentAt(nextTryAt, timeZone).seconds })}</span>
      ) : (
        <span className="n">{momentAt(nextTryAt, timeZone).seconds}</span>
      )}
      <Button look="small" data-autofocus onClick={() => void tryNow()}>
        {t('exchange.tryNow')}
      </Button>
      {/* Another time for the next try: this one is over. */}
      {tried && tried.before !== nextTryAt && (
        <span className="m s" role="status">
          {t(isSilent ? 'exchange.tried' : 'exchange.triedAgain', { time: tried.at })}
        </span>
      )}
    </Fact>
  )
}

function Cases({ exchange: { waiting, stuck, files, lastContactAt }, onLeave }: Props) {
  const { t } = useTranslation('window')
  const language = useLanguage()
  const time = useTimes()
  const { data } = useQuery(queries.onTheWay)
  const open = useOpening(onLeave)
  if (!data) return null
  const last = data.acknowledged
  // What waits behind something that is stuck does not go either: it is named there.
  const going = data.waiting.filter((one) => !stuck.some((other) => other.case === one.case))
  const count = waiting - (data.waiting.length - going.length)
  const nothing =
    stuck.length > 0
      ? 'nothingElse'
      : lastContactAt === null
        ? 'nothingYet'
        : files.count > 0
          ? 'noCasesWait'
          : 'nothingWaits'
  const gone = partWords(files.done, files.bytes, language)
  return (
    <>
      <Fact word={t('exchange.acknowledged')}>
        {last ? (
          <>
            <CaseLink number={last.number} onOpen={() => open(last.case)} />
            {last.at && <span className="n m">{time(last.at)}</span>}
          </>
        ) : (
          t('exchange.nothingAcknowledged')
        )}
      </Fact>
      <Fact word={t('exchange.waiting')}>{count > 0 ? <b>{count}</b> : t(`exchange.${nothing}`)}</Fact>
      {going.length > 0 && (
        <ul className="exchange-waiting">
          {going.map((one) => (
            <li key={one.case}>
              <CaseLink number={one.number} onOpen={() => open(one.case)} />
              <span className="n m">{time(one.registeredAt)}</span>
            </li>
          ))}
          {data.more > 0 && <li className="m">{t('exchange.more', { count: data.more })}</li>}
        </ul>
      )}
      {files.count > 0 && (
        <Fact word={t('exchange.files')}>
          <b>{files.count}</b>
          <span className="m">{t('exchange.filesGone', { ...gone, unit: t(`attachments:${gone.unit}`) })}</span>
        </Fact>
      )}
    </>
  )
}

/** Cases that are stuck for one reason have one thing to do: it is said once. */
function Stuck({ stuck, onLeave }: { stuck: Exchange['stuck']; onLeave: () => void }) {
  const { t } = useTranslation('window')
  const reasons = [...new Set(stuck.map((one) => reasonOf(one.reason)))]
  const open = useOpening(onLeave)
  const [, go] = useLocation()
  const settle = () => {
    onLeave()
    go('/overview/office')
  }
  return (
    <section aria-label={t('exchange.stuck')} className="exchange-stuck">
      <h3>{t('exchange.stuck')}</h3>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>
            <p className="exchange-numbers">
              {eachOnce(stuck.filter((one) => reasonOf(one.reason) === reason)).map((one) =>
                one.case !== null && one.number !== null ? (
                  <CaseLink key={one.case} number={one.number} onOpen={() => open(one.case)} />
                ) : (
                  <b key="">{t('office:noNumber')}</b>
                ),
              )}
            </p>
            <p className="bad">{t(`office:why.${reason}`)}</p>
            <p>{t(`office:todo.${reason}`)}</p>
          </li>
        ))}
      </ul>
      <Button look="small" data-autofocus onClick={settle}>
        {t('exchange.refusals')}
      </Button>
    </section>
  )
}

/** More than one record of a case may be refused, and some are of none. */
const eachOnce = (stuck: Exchange['stuck']) =>
  stuck.filter((one, i) => stuck.findIndex((other) => other.case === one.case) === i)

function CaseLink({ number, onOpen }: { number: string; onOpen: () => void }) {
  return (
    <button type="button" className="link" onClick={onOpen}>
      {number}
    </button>
  )
}

/** Moments on the branch's clock. */
function useTimes(): (at: string) => string {
  const { timeZone } = useDesk().workspace.branch
  return useTimeWords(timeZone, useNow(timeZone).day)
}

function useOpening(onLeave: () => void): (id: string | null) => void {
  const [, go] = useLocation()
  return (id) => {
    onLeave()
    if (id !== null) go(`/case/${id}`)
  }
}
