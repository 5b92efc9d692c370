/**
 * F9, People: who works at this branch, for its manager. Nobody is deleted; whoever has gone stands below and can come
 * back. A temporary PIN is shown once, here, for the person to be told.
 */
import { useQuery } from '@tanstack/react-query'
import { CircleAlert, IdCard, KeyRound, UserPlus } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberShown } from '../../electron/contract.ts'
import { queries } from '../api.ts'
import { Button } from '../ui/Parts.tsx'
import { useDesk } from '../window/workspace.ts'
import { Badge, RevokeBadge } from './Badge.tsx'
import { useChange } from './changing.ts'
import { Deeds } from './Deeds.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import { Retire } from './Retire.tsx'
import './people.css'

type Open = { what: 'add' } | { what: 'change' | 'badge' | 'revoke' | 'retire'; person: MemberShown }

export function View() {
  const { t } = useTranslation('people')
  const { data, error } = useQuery(queries.members)
  const [open, setOpen] = useState<Open | null>(null)
  const [told, setTold] = useState<{ person: string; pin: string } | null>(null)
  if (error) return <p className="bad">{t('ui:broken', { why: error.message })}</p>
  if (!data) return null
  if (!data.ok) return <p className="bad">{t(`refused.${data.refusal.code}`)}</p>
  const close = () => setOpen(null)
  const tell = (person: string, pin: string) => setTold({ person, pin })
  const toldTo = data.people.find(({ id }) => id === told?.person)
  return (
    <div className="staff">
      <div className="staff-head">
        <p className="m">{t('say')}</p>
        <Button look="go" icon={UserPlus} onClick={() => setOpen({ what: 'add' })}>
          {t('add')}
        </Button>
      </div>
      {told && toldTo && (
        <div className="staff-told lit" role="status">
          <p>
            {t('told', { who: toldTo.fullName })} <b className="n">{told.pin}</b>
          </p>
          <p className="m">{t('toldOnce')}</p>
          <Button look="small" onClick={() => setTold(null)}>
            {t('toldDone')}
          </Button>
        </div>
      )}
      {data.deeds.some(({ second }) => second) && (
        <p className="note bad staff-second" role="alert">
          {t('secondFirstSay')}
        </p>
      )}
      <ul className="staff-list" aria-label={t('list')}>
        {data.people.map((person) => (
          <Row key={person.id} person={person} onOpen={(what) => setOpen({ what, person })} onPin={tell} />
        ))}
      </ul>
      <Deeds deeds={data.deeds} />
      {open?.what === 'add' && <PersonDialog person={null} onClose={close} onPin={tell} />}
      {open?.what === 'change' && <PersonDialog person={open.person} onClose={close} onPin={tell} />}
      {open?.what === 'badge' && <Badge person={open.person} onClose={close} />}
      {open?.what === 'revoke' && <RevokeBadge person={open.person} onClose={close} />}
      {open?.what === 'retire' && <Retire person={open.person} onClose={close} />}
    </div>
  )
}

type Asked = Exclude<Open['what'], 'add'>
type RowProps = {
  person: MemberShown
  onOpen: (what: Asked) => void
  onPin: (person: string, pin: string) => void
}

function Row({ person, onOpen, onPin }: RowProps) {
  const { t } = useTranslation('people')
  // A command of its own for each press that succeeded.
  const [presses, setPresses] = useState(0)
  return (
    <li className={person.retired ? 'gone' : ''}>
      <span className="staff-name">
        <b>{person.fullName}</b>
        <small className="m">{person.retired ? t('gone') : t(`ui:role.${person.role}`)}</small>
        {person.founding !== 'own' && <small className="bad">{t(`founding.${person.founding}`)}</small>}
      </span>
      {!person.retired && (
        <span className="staff-facts">
          <Fact icon={person.barred ? <CircleAlert aria-hidden className="bad" /> : <KeyRound aria-hidden />}>
            {t(person.barred ? 'pin.barred' : `pin.${person.pin}`)}
          </Fact>
          {person.badge && <Fact icon={<IdCard aria-hidden />}>{t('badge.given')}</Fact>}
        </span>
      )}
      <Doings key={presses} person={person} onOpen={onOpen} onPin={onPin} onDone={() => setPresses(presses + 1)} />
    </li>
  )
}

const Fact = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <span className="s m staff-fact">
    {icon}
    {children}
  </span>
)

function Doings({ person, onOpen, onPin, onDone }: RowProps & { onDone: () => void }) {
  const { t } = useTranslation('people')
  const { person: me } = useDesk()
  const [replacing, setReplacing] = useState(false)
  const { send, refused } = useChange((done) => {
    if (done.pin !== null) onPin(done.person, done.pin)
    onDone()
  })
  const id = useId()
  const ownPin = person.id === me.id ? t('refused.ownPin') : undefined
  const lastManager = person.lastManager ? t('refused.lastManager') : undefined
  return (
    <span className="staff-doings">
      {person.founding === 'other' ? null : person.retired || person.founding === 'besides' ? (
        <Button look="small" onClick={() => void send({ do: 'returnPerson', person: person.id })}>
          {t(person.founding === 'besides' ? 'letIn' : 'bringBack')}
        </Button>
      ) : (
        <>
          <Button look="small" onClick={() => onOpen('change')}>
            {t('change')}
          </Button>
          <Button
            look="small"
            obstacle={ownPin}
            aria-describedby={ownPin && `${id}-pin`}
            onClick={() => setReplacing(true)}
          >
            {t('newPin')}
          </Button>
          <Button look="small" onClick={() => onOpen(person.badge ? 'revoke' : 'badge')}>
            {t(person.badge ? 'badge.take' : 'badge.give')}
          </Button>
          <Button
            look="small"
            obstacle={lastManager}
            aria-describedby={lastManager && `${id}-last`}
            onClick={() => onOpen('retire')}
          >
            {t('retire')}
          </Button>
        </>
      )}
      {!person.retired && ownPin && (
        <small id={`${id}-pin`} className="m staff-why">
          {ownPin}
        </small>
      )}
      {!person.retired && person.founding === 'own' && lastManager && (
        <small id={`${id}-last`} className="m staff-why">
          {lastManager}
        </small>
      )}
      {replacing && (
        <span className="staff-replace" role="alert">
          {t('replacePin.ask')}
          <Button look="small" onClick={() => void send({ do: 'resetPin', person: person.id })}>
            {t('replacePin.yes')}
          </Button>
          <Button look="small" onClick={() => setReplacing(false)}>
            {t('replacePin.no')}
          </Button>
        </span>
      )}
      {refused && (
        <span className="s bad" role="alert">
          {refused}
        </span>
      )}
    </span>
  )
}
