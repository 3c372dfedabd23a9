import { type Role, roles } from '#platform/record/record.ts'

const WORDS: Readonly<Record<Role, string>> = {
  owner: 'owner|所有者|拥有者',
  admin: 'admin|administrator|system administrator|管理员|系统管理员',
  ops: 'ops|sales ops|sales operations|operations|销售运营|运营',
  payroll: 'payroll|finance|薪酬|财务',
  hr: 'hr|human resources|people|人力资源|人事',
  manager: 'manager|sales manager|team lead|lead|director|经理|主管|销售经理|销售主管|总监',
  rep: 'rep|sales rep|sales representative|agent|sales agent|seller|salesperson|account executive|销售|销售代表|业务员|客户经理',
  trainer: 'trainer|enablement|培训师|培训|讲师',
  recruiter: 'recruiter|recruiting|招聘|招聘专员',
  guest: 'guest|客人|访客',
}

/** The role that a word names in either language; null for any other. */
export function roleIn(text: string): Role | null {
  const word = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
  return roles.find((role) => WORDS[role].split('|').includes(word)) ?? null
}

/**
 * Nobody gives a role that they could not be given by their own hand, in an invitation or as a member's role: an owner
 * gives all of them, an admin all but an owner's, and the others those that neither see pay, nor set targets, nor keep
 * the people's records. So nobody comes to see pay by a link that they made themselves.
 */
export function mayGive(giver: Role, role: Role): boolean {
  if (giver === 'owner') return true
  if (giver === 'admin') return role !== 'owner'
  return plain.has(role)
}
const plain: ReadonlySet<Role> = new Set(['manager', 'rep', 'trainer', 'recruiter', 'guest'])

/** A file is looked at less closely than a person: it makes no owners, whoever brings it in. */
export function mayGiveByFile(giver: Role, role: Role): boolean {
  return role !== 'owner' && mayGive(giver, role)
}
