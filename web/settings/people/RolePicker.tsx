import { Select } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { member } from '#platform/org/records/member.ts'
import { roles } from '#platform/record/record.ts'
import { useMe } from '#web/api/session.ts'
import { textOf } from '#web/parts/field/wireValues.ts'
import type { SlotProps } from '#web/parts/RecordForm.tsx'
import { useRecordText } from '#web/parts/useRecordText.ts'

/** A role, with what it lets a person see and do in one sentence. */
export function RolePicker({ value, onChange, error }: SlotProps) {
  const t = useTranslations('web.settings.role')
  const text = useRecordText(member)
  const { member: me } = useMe()
  const chosen = roles.find((role) => role === value)
  const offered = roles.filter((role) => role !== 'owner' || me.role === 'owner' || chosen === 'owner')
  return (
    <Select
      label={text.label('role')}
      name="role"
      required
      withAsterisk
      allowDeselect={false}
      description={chosen && t(chosen)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={offered.map((role) => ({ value: role, label: text.choice('role', role) }))}
      value={textOf(value) || null}
      onChange={(role) => onChange(role)}
      error={error}
    />
  )
}
