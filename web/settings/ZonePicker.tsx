import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { zones } from '#web/auth/choices.ts'

interface Props {
  readonly label: string
  readonly description?: string
  readonly value: string | null
  readonly onChange: (zone: string | null) => void
  readonly error?: string | undefined
  readonly clearable?: boolean
}

/** A time zone, found by its IANA name or by its city in the reader's language. */
export function ZonePicker({ clearable = true, ...input }: Props) {
  const t = useTranslations('web')
  const data = useMemo(
    () =>
      zones().map((zone) => {
        const city = zone.split('/').at(-1) ?? zone
        return {
          value: zone,
          label: t.has(`city.${city}`) ? `${t(`city.${city}`)} · ${zone}` : zone.replaceAll('_', ' '),
        }
      }),
    [t],
  )
  return (
    <Select
      {...input}
      data={data}
      searchable
      clearable={clearable}
      allowDeselect={clearable}
      limit={60}
      nothingFoundMessage={t('field.nothingFound')}
    />
  )
}
