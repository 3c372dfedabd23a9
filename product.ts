import { crm, crmImports, crmMetricSources, crmRoutes, crmTypes, handOver, startCrm } from '#crm/server/index.ts'
import { goals, goalsImports, goalsRoutes, goalsTypes, renamedTargets, renameTargets } from '#goals/server/index.ts'
import { ledger } from '#ledger/contract.ts'
import { metricsOf } from '#ledger/server/metrics.ts'
import { OwnMetric } from '#ledger/server/ownMetricRoutes.ts'
import { type AnyRecordType, anyType } from '#ledger/server/recordType.ts'
import { ledgerRoutes } from '#ledger/server/routes.ts'
import { audit } from '#platform/audit/contract.ts'
import { auditRoutes } from '#platform/audit/routes.ts'
import { auth } from '#platform/auth/contract.ts'
import { inviteConcernKinds } from '#platform/auth/server/invites.ts'
import { ownershipConcernKinds } from '#platform/auth/server/ownership.ts'
import { authRoutes } from '#platform/auth/server/routes.ts'
import { forgetExpired } from '#platform/auth/server/sessions.ts'
import type { AuthSettings } from '#platform/auth/server/settings.ts'
import type { App } from '#platform/config/context.ts'
import { files } from '#platform/files/contract.ts'
import { forgetFiles } from '#platform/files/server/forgetFiles.ts'
import { fileLimitsIn } from '#platform/files/server/limits.ts'
import { fileRoutes } from '#platform/files/server/routes.ts'
import { http } from '#platform/http/contract.ts'
import type { Handled } from '#platform/http/handled.ts'
import { healthRoutes } from '#platform/http/health.ts'
import { imports as importing } from '#platform/import/contract.ts'
import { importKindsOf } from '#platform/import/server/batches.ts'
import { importJobs } from '#platform/import/server/jobs.ts'
import { importRoutes } from '#platform/import/server/routes.ts'
import { jobs } from '#platform/jobs/contract.ts'
import type { Chores } from '#platform/jobs/housekeeping.ts'
import { jobRoutes } from '#platform/jobs/jobs.ts'
import { type JobKind, jobConcernKinds } from '#platform/jobs/runner.ts'
import { mail } from '#platform/mail/contract.ts'
import { mailRoutes } from '#platform/mail/routes.ts'
import { notices } from '#platform/notices/contract.ts'
import { forgetNotices } from '#platform/notices/server/notices.ts'
import { noticeRoutes } from '#platform/notices/server/routes.ts'
import { org } from '#platform/org/contract.ts'
import { orgImports } from '#platform/org/server/imports/kinds.ts'
import { drawLinesToday } from '#platform/org/server/moveMember.ts'
import { orgRoutes, orgTypes } from '#platform/org/server/routes.ts'
import type { Types } from '#platform/record/server/names.ts'
import { sample, sampleJobs, sampleRoutes } from '#sample/server/index.ts'
import { today, todayRoutes } from '#today/server/index.ts'

/** What the product is made of: every record type, metric and route that its rooms bring. */
export const contracts = {
  ...auth,
  ...org,
  ...crm,
  ...goals,
  ...today,
  ...ledger,
  ...audit,
  ...jobs,
  ...importing,
  ...notices,
  ...files,
  ...mail,
  ...http,
  ...sample,
}

export const recordTypes: readonly AnyRecordType[] = [...orgTypes, ...crmTypes, ...goalsTypes, anyType(OwnMetric)]
export const declarations = recordTypes.map((one) => one.declaration)
export const types: Types = new Map(declarations.map((one) => [one.type, one]))
/** The record types that files are attached to. */
export const withFiles: Types = new Map(
  declarations
    .filter((one) => ['account', 'contact', 'deal', 'activity'].includes(one.type))
    .map((one) => [one.type, one]),
)
export const metrics = metricsOf(crmMetricSources)
export const imports = importKindsOf(declarations, [...orgImports, ...crmImports, ...goalsImports(metrics)])
/** All that a person may be told of, in the order in which they choose among it. */
export const noticeKinds: readonly string[] = [
  ...recordTypes.flatMap((one) => one.concerns?.kinds ?? []),
  ...inviteConcernKinds,
  ...ownershipConcernKinds,
  ...jobConcernKinds,
]
/** Work that a person waits for, by kind. */
export const jobKinds: readonly JobKind[] = [...importJobs(imports), ...sampleJobs]
/** What is done when a day begins, and now and then. */
export const chores: Chores = {
  forInstallation: [forgetExpired],
  eachDay: [drawLinesToday, forgetNotices, forgetFiles],
}
export const starters: App['starters'] = [startCrm]

export function allRoutes(app: App, settings: Omit<AuthSettings, 'declarations'>): Handled[] {
  return [
    ...authRoutes(app, { ...settings, declarations }),
    ...orgRoutes(types, handOver, { renamed: renamedTargets, rename: renameTargets }, metrics),
    ...crmRoutes(types),
    ...goalsRoutes(metrics, types),
    ...todayRoutes(metrics),
    ...ledgerRoutes(metrics, types),
    ...auditRoutes(types),
    ...jobRoutes(),
    ...importRoutes(imports),
    ...noticeRoutes(noticeKinds),
    ...fileRoutes(types, withFiles, fileLimitsIn(process.env)),
    ...mailRoutes(settings.publicUrl, process.env),
    ...healthRoutes,
    ...sampleRoutes(app, { ...settings, declarations }),
  ]
}
