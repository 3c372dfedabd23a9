import pg from 'pg'

/** A table of the product's: one that the application may read or write. Not the list of migrations, which a program keeps. */
export interface BackedUp {
  /** `public.deal`, quoted where it has to be. */
  readonly name: string
  readonly columns: readonly string[]
  /** The column that says whose row it is; null where rows belong to no organisation. */
  readonly org: string | null
}

const ours = `c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'auth')
  and has_table_privilege('farsail_app', c.oid, 'select, insert')`

/** In the order of their names. `client` connects as the host. */
export async function productTables(client: pg.Client): Promise<readonly BackedUp[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; org: string | null; secured: boolean }>(
    `select format('%I.%I', n.nspname, c.relname) as name, c.relrowsecurity as secured,
       array_agg(a.attname::text order by a.attnum) as columns,
       case when n.nspname = 'public' and c.relname = 'org' then 'id'
         when bool_or(a.attname = 'org_id') then 'org_id' end as org
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where ${ours} group by n.nspname, c.relname, c.relrowsecurity order by n.nspname, c.relname`,
  )
  const strange = rows.find((row) => row.secured && row.org === null)
  if (strange) throw new Error(`${strange.name} has row-level security and no organisation.`)
  return rows
}

const quoted = (columns: readonly string[]) => columns.map((name) => pg.escapeIdentifier(name)).join(', ')

/** `COPY` of all rows, or of those of one organisation, to which the session must be set. */
export function copyOutText({ name, columns, org }: BackedUp, orgId: string | null): string {
  const which = org === null || orgId === null ? '' : ` where ${org} = ${pg.escapeLiteral(orgId)}`
  return `copy (select ${quoted(columns)} from ${name}${which}) to stdout`
}
export const copyInText = (table: string, columns: readonly string[]) => `copy ${table} (${quoted(columns)}) from stdin`

/** The statements that take away what would slow a load down or hold it up, and those that put it back. */
export async function aroundLoading(client: pg.Client): Promise<{ before: string[]; after: string[] }> {
  const ask = async (text: string) => (await client.query<{ off: string; back: string }>(text)).rows
  // foreign keys first: they hold on to indexes, and tables may name one another
  const keys = await ask(`select format('alter table %I.%I drop constraint %I', n.nspname, c.relname, k.conname) as off,
      format('alter table %I.%I add constraint %I %s', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)) as back
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and ${ours} order by c.relname, k.conname`)
  const indexes =
    await ask(`select format('drop index %I.%I', n.nspname, i.relname) as off, pg_get_indexdef(x.indexrelid) as back
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
      join pg_namespace n on n.oid = c.relnamespace
    where not i.relispartition and ${ours} and not exists (select from pg_constraint k where k.conindid = x.indexrelid)
    order by i.relname`)
  // past row-level security, as the owner may while it is not forced
  const tables = await ask(`select format('alter table %I.%I disable trigger user%s', n.nspname, c.relname,
        case when c.relforcerowsecurity then ', no force row level security' else '' end) as off,
      format('alter table %I.%I enable trigger user%s', n.nspname, c.relname,
        case when c.relforcerowsecurity then ', force row level security' else '' end) as back
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} order by c.relname`)
  return {
    before: [...keys, ...indexes, ...tables].map((one) => one.off),
    after: [...indexes, ...keys, ...tables].map((one) => one.back),
  }
}
