import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '#web/api/client.ts'
import type { Values } from '#web/api/records.ts'
import { textOf } from '#web/parts/field/wireValues.ts'
import type { AlikeJson } from '../contract.ts'
import { accountSource, type contactSource } from './sources.ts'

const typingMs = 250
const none: readonly AlikeJson[] = []

/** What may be the same as the customer or person that is being typed. It advises, so a failure is silent. */
export function useAlikes(source: typeof accountSource | typeof contactSource) {
  const [typed, onTyped] = useState<Values>({})
  const [settled] = useDebouncedValue(typed, typingMs)
  const asked = Object.fromEntries(
    ['name', 'domain', 'email', 'phone']
      .map((name) => [name, textOf(settled[name]).trim()] as const)
      .filter(([, value]) => value !== ''),
  )
  const { data } = useQuery({
    queryKey: [source.key, 'alike', asked],
    queryFn: ({ signal }) =>
      source === accountSource
        ? client.crm.accounts.alike(asked, { signal })
        : client.crm.contacts.alike(asked, { signal }),
    enabled: Object.keys(asked).length > 0,
    placeholderData: keepPreviousData,
  })
  return { alikes: Object.keys(asked).length > 0 ? (data?.items ?? none) : none, onTyped }
}
