import type { DealStep } from '#crm/server/index.ts'
import { WHOLE } from '#ledger/rules/share.ts'
import type { MoveLine } from '../rules/company.ts'
import { idOf, type Keys } from './keys.ts'
import type { Ground } from './layGround.ts'

/** A generated move with the ids of the organisation that it goes into. */
export function stepOf(keys: Keys, ground: Ground, line: MoveLine): DealStep {
  const dealId = idOf(keys, line.deal)
  switch (line.move) {
    case 'open':
      return {
        dealId,
        step: 'open',
        values: {
          name: line.name,
          accountId: idOf(keys, line.account),
          contactId: idOf(keys, line.contact),
          productId: idOf(keys, line.product),
          stageId: ground.stages[0],
          ownerId: idOf(keys, line.owner),
          amount: { amount: BigInt(line.amount), currency: line.currency },
          closesOn: Temporal.PlainDate.from(line.closesOn),
          source: line.source,
          nextStep: line.nextStep,
        },
      }
    case 'change': {
      const { stage, worth, closesOn, nextStep } = line
      const stageId = stage === undefined ? undefined : ground.stages[stage]
      return {
        dealId,
        step: 'change',
        values: {
          ...(stageId === undefined ? {} : { stageId }),
          ...(worth === undefined ? {} : { amount: { ...worth, amount: BigInt(worth.amount) } }),
          ...(closesOn === undefined ? {} : { closesOn: Temporal.PlainDate.from(closesOn) }),
          ...(nextStep === undefined ? {} : { nextStep }),
        },
      }
    }
    case 'win': {
      const credits = line.split?.map(({ member, percent }) => ({
        memberId: idOf(keys, member),
        share: (WHOLE * BigInt(percent)) / 100n,
      }))
      return { dealId, step: 'win', credits: credits ?? null }
    }
    case 'lose':
      return {
        dealId,
        step: 'lose',
        lossReasonId: ground.lossReasons[line.reason] ?? ground.lossReasons[0],
        competitor: line.competitor,
      }
    case 'reopen':
    case 'cancel':
      return { dealId, step: line.move }
  }
}
