/** Ctrl K: everything by name. Procedures by the customer's words, cases by number, name, phone; the choice stays a person's. */
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { queries } from '../api.ts'
import { personPath } from '../customers/FoundPerson.tsx'
import { useText } from '../i18n.ts'
import { useAsk } from '../intake/asking.ts'
import { useOpenDraft } from '../intake/opening.ts'
import { shortTitle } from '../ui/words.ts'
import { useDesk } from './workspace.ts'

const [store, palette] = createSpotlight()

export const openPalette = (): void => palette.open()

const MOST = 6

export function Palette() {
  const { t } = useTranslation('window')
  const [query, setQuery] = useState('')
  const groups = useGroups(useDeferredValue(query.trim()))
  return (
    <Spotlight
      store={store}
      actions={groups}
      filter={(_, actions) => actions}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      nothingFound={t('palette.nothing')}
      highlightQuery={false}
      maxHeight={480}
      scrollable
      // While it faded away it would still be a dialog, and the next key would be lost.
      transitionProps={{ duration: 0 }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      searchProps={{ placeholder: t('find'), 'aria-label': t('find') }}
    />
  )
}

function useGroups(query: string): SpotlightActionGroupData[] {
  const { t } = useTranslation('window')
  const text = useText()
  const [, go] = useLocation()
  const { workspace } = useDesk()
  const { catalogue } = workspace
  const open = useOpenDraft()
  const found = useAsk(query)
  const cases = useQuery({
    ...queries.page({
      tab: 'all',
      find: query,
      types: [],
      sort: 'registeredAt',
      descending: true,
      offset: 0,
      limit: MOST,
    }),
    enabled: query.length >= 2,
    placeholderData: keepPreviousData,
  })
  const drafts = useQuery(queries.drafts)
  const procedures = found.slice(0, MOST).flatMap(({ code }) => {
    const form = catalogue.forms.find((one) => one.code === code)
    return form ? [{ id: code, label: text(form.short), description: text(form.title), onClick: () => open(code) }] : []
  })
  const rows = query.length < 2 ? [] : (cases.data?.rows ?? [])
  const person = query.length < 2 ? null : (cases.data?.person ?? null)
  return [
    {
      group: t('palette.cases'),
      actions: rows.map((row) => ({
        id: row.id,
        label: `${row.number} · ${row.applicant}`,
        description: text(shortTitle(catalogue, row)),
        onClick: () => go(`/case/${row.id}`),
      })),
    },
    {
      group: t('palette.people'),
      actions: person
        ? [
            {
              id: 'person',
              label: t(`customers:who.${person.kind}`, { end: person.value.slice(-4) }),
              description: t('customers:cases', { count: person.count }),
              onClick: () => person.count > 0 && go(personPath(person)),
            },
          ]
        : [],
    },
    { group: t('palette.procedures'), actions: procedures },
    {
      group: t('palette.parked'),
      actions: (query ? [] : (drafts.data ?? [])).map((draft) => ({
        id: draft.id,
        label: text(shortTitle(catalogue, draft)),
        description: draft.label,
        onClick: () => go(`/draft/${draft.id}`),
      })),
    },
    {
      group: t('palette.places'),
      actions: query
        ? []
        : [
            { id: 'intake', label: t('keys.intake'), onClick: () => go('/') },
            { id: 'queue', label: t('keys.queue'), onClick: () => go('/queue') },
          ],
    },
  ].filter((group) => group.actions.length > 0)
}
