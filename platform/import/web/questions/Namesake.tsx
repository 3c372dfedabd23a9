import { useQuery } from '@tanstack/react-query'
import { fieldValue } from '#web/api/records.ts'
import { recordQuery } from '#web/api/useRecord.ts'
import { Button } from '#web/parts/Button.tsx'
import { useSource } from '#web/parts/sourcesContext.ts'

interface Props {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly disabled: boolean
  readonly onChoose: () => void
}

/** What tells records of one name apart. */
const telling = ['email', 'title', 'code', 'domain', 'location', 'externalId', 'phone']

export function Namesake(props: Props) {
  const source = useSource(props.type)
  return source ? <Told {...props} source={source} /> : null
}

function Told({
  id,
  name,
  disabled,
  onChoose,
  source,
}: Props & { readonly source: NonNullable<ReturnType<typeof useSource>> }) {
  const { data } = useQuery(recordQuery(source, id))
  const facts = telling
    .map((field) => (data ? fieldValue(data.record, field) : null))
    .filter((value) => typeof value === 'string')
  return (
    <Button disabled={disabled} onClick={onChoose}>
      {[name, ...facts.slice(0, 2)].join(' · ')}
    </Button>
  )
}
