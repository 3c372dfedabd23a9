/** What a list can be counted and summed by: a field; of a day its month, too. */
export const groupings = {
  deal: [
    'none',
    'stageId',
    'ownerId',
    'status',
    'productId',
    'source',
    'lossReasonId',
    'closesOn',
    'nextStepOn',
    'closesOnMonth',
    'closedOn',
    'closedOnMonth',
    'createdOnMonth',
  ],
  account: ['none', 'ownerId', 'industry', 'segment', 'location'],
  contact: ['none', 'ownerId'],
} as const
