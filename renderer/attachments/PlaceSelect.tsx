/** Which paper of the form a file shows. Nobody has to say it; what is said counts as that paper handed in. */
import { Select } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { NOBODY_SAID } from './places.ts'

type Props = {
  places: { value: string; label: string }[]
  value: string | null
  onChange: (paper: string | null) => void
}

export function PlaceSelect({ places, value, onChange }: Props) {
  const { t } = useTranslation('attachments')
  return (
    <Select
      aria-label={t('whichPaper')}
      data={places}
      value={value ?? NOBODY_SAID}
      allowDeselect={false}
      rightSection={<ChevronDown aria-hidden />}
      rightSectionPointerEvents="none"
      comboboxProps={{ transitionProps: { duration: 0 } }}
      onChange={(next) => onChange(next || null)}
    />
  )
}
