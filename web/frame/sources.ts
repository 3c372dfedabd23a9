import { crmSources } from '#crm/web/sources.ts'
import { goalsSources } from '#goals/web/sources.ts'
import type { Source } from '#web/api/records.ts'
import { orgSources } from './orgSources.ts'

/** The record types that the browser knows: relations find their other end here, search and live updates their lists. */
export const sources: readonly Source[] = [...orgSources, ...crmSources, ...goalsSources]
