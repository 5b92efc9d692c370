/** What part this computer plays. Nothing happens before it is confirmed: a wrong press would part it from the others. */
import { useMutation } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HUB_PORT } from '../../domain/wire/hub.ts'
import type { HubSetting, HubState } from '../../electron/contract.ts'
import { api, queryClient } from '../api.ts'
import { Button } from '../ui/Parts.tsx'
import { Segments } from '../ui/Segments.tsx'

export function Choice({ hub }: { hub: HubState }) {
  const { t } = useTranslation('computers')
  const { setting, fixed } = hub
  const [role, setRole] = useState(setting.role)
  const [port, setPort] = useState(String(setting.role === 'serves' ? setting.port : HUB_PORT))
  const [address, setAddress] = useState(setting.role === 'uses' ? setting.address : '')
  const wish = wished(role, port, address)
  const saving = useMutation({
    mutationFn: (chosen: HubSetting) => api.hub.set(chosen),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['hub'] }),
  })
  const obstacle = fixed
    ? t('fixed')
    : wish === null
      ? t(role === 'serves' ? 'wrongPort' : 'noAddress')
      : JSON.stringify(wish) === JSON.stringify(setting)
        ? t('same')
        : undefined
  const save = () => {
    if (wish && obstacle === undefined) saving.mutate(wish)
  }
  const answer = saving.data
  return (
    <form
      className="computers-choice"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Segments
        label={t('part')}
        value={role}
        options={(['alone', 'serves', 'uses'] as const).map((value) => ({ value, label: t(`role.${value}`) }))}
        onChange={(value) => setRole(value as HubSetting['role'])}
      />
      <p className="m">{t(`roleMeans.${role}`)}</p>
      {role === 'serves' && (
        <label>
          {t('port')}
          <input
            className="in n"
            inputMode="numeric"
            value={port}
            onChange={(event) => setPort(event.currentTarget.value)}
          />
        </label>
      )}
      {role === 'uses' && (
        <label>
          {t('addressThere')}
          <input
            className="in n"
            placeholder={`192.168.1.5:${HUB_PORT}`}
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
        </label>
      )}
      <div className="computers-save">
        <Button look="go" icon={Check} obstacle={obstacle} onClick={save}>
          {t('apply')}
        </Button>
        {obstacle && <span className="m">{obstacle}</span>}
      </div>
      {answer && !answer.ok && (
        <p className="bad" role="alert">
          {t(`refused.${answer.refusal.code}`)}
        </p>
      )}
    </form>
  )
}

/** Null while what is typed is none. */
function wished(role: HubSetting['role'], port: string, address: string): HubSetting | null {
  if (role === 'alone') return { role }
  if (role === 'uses') return address.trim() === '' ? null : { role, address: address.trim() }
  const number = Number(port)
  return Number.isInteger(number) && number >= 1 && number <= 65_535 ? { role, port: number } : null
}
