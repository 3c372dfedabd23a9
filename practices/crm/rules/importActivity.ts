import { activityKinds } from '../records/activity.ts'

type ActivityKind = (typeof activityKinds)[number]

const WORDS: Readonly<Record<ActivityKind, string>> = {
  call: 'call|phone|phone call|outbound call|inbound call|call outbound|call inbound|dial|电话|通话|打电话|电话拜访|呼叫|外呼',
  email: 'email|e mail|mail|sent email|outgoing email|邮件|电子邮件|邮箱',
  meeting: 'meeting|online meeting|video meeting|demo|conference|event|appointment|会议|会面|线上会议|视频会议|演示',
  visit: 'visit|on site visit|site visit|field visit|face to face|拜访|上门拜访|客户拜访|实地拜访|外勤',
  message: 'message|chat|sms|text|whatsapp|wechat|linkedin message|消息|微信|企业微信|短信|聊天',
  note: 'note|memo|comment|备注|笔记|记录',
}

/** The kind of activity that a word names in either language; null for any other. */
export function activityKindIn(text: string): ActivityKind | null {
  const word = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
  return activityKinds.find((kind) => WORDS[kind].split('|').includes(word)) ?? null
}

const CONNECTED = 'connected|answered|reached|completed|successful|interested|接通|已接通|已接听|成功'

/** Whether somebody answered. */
export function isConnected(outcome: string): boolean {
  return CONNECTED.split('|').includes(outcome.normalize('NFKC').trim().toLowerCase())
}
