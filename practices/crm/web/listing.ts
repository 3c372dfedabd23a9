import type { ComponentType, LazyExoticComponent } from 'react'
import type { AnyRecord, WritableSource } from '#web/api/records.ts'
import type { ListView } from '#web/parts/listView.ts'
import type { Cells } from '#web/parts/table/TableRow.tsx'
import type { GroupsInput, GroupsJson } from '../contract.ts'

/** What is particular about a list of customers, of people or of deals; all else is `ListScreen`'s. */
export interface Listing<T extends AnyRecord> {
  readonly source: WritableSource<T>
  /** Where the words of the screen are: `crm.accountsScreen`. */
  readonly text: 'accountsScreen' | 'contactsScreen' | 'dealsScreen'
  readonly imports: 'accounts' | 'contacts' | 'deals'
  readonly NewPanel: LazyExoticComponent<ComponentType<{ readonly onClose: () => void }>>
  /** The columns where the address asks for none. */
  readonly usual: (view: ListView) => readonly (keyof T & string)[]
  readonly cells?: Cells<T>
  readonly groups: (input: GroupsInput, options: { readonly signal: AbortSignal }) => Promise<GroupsJson>
  readonly groupings: readonly string[]
  /** Fields that commands write, as a record stands: not changed in a cell. */
  readonly fixed?: (record: T) => readonly string[]
  /** The fields that many records are given at once. */
  readonly inBulk: readonly (keyof T & string)[]
  /** Its records have an amount: groups have a sum. */
  readonly summed?: boolean
  /** One click in the bar shows what is the reader's own. */
  readonly ownInBar?: boolean
  /** Beside the count: what the listed ones add up to. */
  readonly Total?: ComponentType<{ readonly view: ListView }>
}
