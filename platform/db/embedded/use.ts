import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from 'pg'
import { DatabaseError } from 'pg'
import type { Folders } from './folders.ts'
import { type LaunchOptions, launch, launchPlan } from './launch.ts'
import { endPostmaster, type Postmaster, servesCluster, settledPostmaster } from './postmaster.ts'
import { holdPart, isLastOut, launchMarkOf, type Part } from './session.ts'

/** One process's use of a running PostgreSQL, which lasts as long as its session. */
export interface Use {
  readonly folders: Folders
  readonly postmaster: Postmaster
  readonly session: Client
  readonly adopted: boolean
}

const RETRY_MS = 50

/** Joins the PostgreSQL that serves the folder, or starts one. Throws what `launch` and `holdPart` throw. */
export async function takeUse(options: LaunchOptions, part: Part, folders: Folders): Promise<Use> {
  const ownersPlan = part === 'owner' ? await launchPlan(options, folders) : undefined
  let launches = 0
  let mayRestart = ownersPlan !== undefined
  for (;;) {
    const postmaster = await settledPostmaster(folders)
    if (!postmaster) {
      launches += 1
      await launch(ownersPlan ?? (await launchPlan(options, folders)), folders, launches)
      continue
    }
    const session = await sessionWith(postmaster, part, folders)
    if (!session) {
      await wait(RETRY_MS)
      continue
    }
    const use = { folders, postmaster, session, adopted: launches === 0 }
    if (!mayRestart || (await launchMarkOf(session)) === ownersPlan?.mark) return use
    // Launched with other settings, perhaps by an older version: begun anew, unless a command is just using it.
    mayRestart = false
    await leave(use, part)
  }
}

// No session where PostgreSQL is just being stopped, or can't be reached any more although it runs: that one is ended.
async function sessionWith(postmaster: Postmaster, part: Part, folders: Folders): Promise<Client | undefined> {
  try {
    return await holdPart(postmaster, part)
  } catch (error) {
    if (isGoingDown(error)) return undefined
    if (!isUnreachable(error)) throw error
    await endIfOurs(postmaster, folders)
    return undefined
  }
}

function isGoingDown(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.code === '57P01' || error.code === '57P02' || error.code === '57P03'
  return error instanceof Error && error.message === 'Connection terminated unexpectedly'
}

function isUnreachable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ECONNREFUSED')
}

async function endIfOurs(postmaster: Postmaster, folders: Folders): Promise<void> {
  if (await servesCluster(postmaster.pid, folders.cluster)) await endPostmaster(postmaster.pid, folders.cluster)
}

/** Ends a use: the last one out stops PostgreSQL. */
export async function leave(use: Use, part: Part): Promise<void> {
  // A session lost just now can't tell who else is there; then only the owner, whose it is, ends it.
  const alone = await isLastOut(use.session).catch(() => part === 'owner')
  if (alone) await endIfOurs(use.postmaster, use.folders)
  await use.session.end()
}
