import type { AnyDeclaration } from '#platform/record/record.ts'
import { type Locale, say } from '#platform/text/messages.ts'
import { isObject } from './input.ts'

/** One operation of the document, as the page shows it. */
interface Shown {
  readonly method: string
  readonly path: string
  readonly operation: Record<string, unknown>
}
/** A part of the document by its reference. */
type Look = (part: unknown) => unknown

/** The document as a page that a person reads in their language: no scripts, so that it stands under any policy. */
export function docsPage(document: unknown, declarations: readonly AnyDeclaration[], locale: Locale): string {
  const shown = operationsOf(document)
  const look = lookIn(document)
  const tags = [...new Set(shown.map(tagOf))]
  const t = (key: string, values = {}) => say(locale, `http.docs.${key}`, values)
  const sections = tags.map((tag) => {
    const own = shown
      .filter((one) => tagOf(one) === tag)
      .map((one) => operationHtml(one, titleOf(one, declarations, locale), look, t))
    return `<section id="${escaped(tag)}"><h2>${escaped(tagName(tag, declarations, locale))}</h2>${own.join('')}</section>`
  })
  const links = tags.map((tag) => `<a href="#${escaped(tag)}">${escaped(tagName(tag, declarations, locale))}</a>`)
  const rules = ['forms', 'lists', 'writes', 'refusals', 'keys'].map((rule) => `<li>${escaped(t(`rule.${rule}`))}</li>`)
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(t('title'))}</title><style>${style}</style></head><body><header><h1>${escaped(t('title'))}</h1>
<p>${escaped(t('about'))} <a href="openapi.json">openapi.json</a></p><ul>${rules.join('')}</ul><nav>${links.join(' ')}</nav></header>
<main>${sections.join('')}</main></body></html>`
}

function operationsOf(document: unknown): Shown[] {
  const paths = isObject(document) && isObject(document['paths']) ? document['paths'] : {}
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(isObject(methods) ? methods : {}).flatMap(([method, operation]) =>
      isObject(operation) ? [{ method: method.toUpperCase(), path, operation }] : [],
    ),
  )
}
function lookIn(document: unknown): Look {
  return (part) => {
    if (!isObject(part) || typeof part['$ref'] !== 'string') return part
    let here: unknown = document
    for (const name of part['$ref'].slice(2).split('/')) here = isObject(here) ? here[name] : undefined
    return here
  }
}
function tagOf({ operation }: Shown): string {
  const tags = operation['tags']
  return Array.isArray(tags) ? String(tags[0]) : ''
}

const usual: ReadonlySet<string> = new Set(['list', 'export', 'get', 'create', 'update', 'delete', 'restore', 'bulk'])

/** What a route does: routes that declarations give are named after their records, the others have texts of their own. */
export function titleOf(
  { operation }: Pick<Shown, 'operation'>,
  declarations: readonly AnyDeclaration[],
  locale: Locale,
): string {
  if (locale === 'en') return String(operation['summary'])
  const id = String(operation['operationId'])
  const [name = '', action = ''] = id.split('.')
  const declaration = declarations.find(
    ({ path }) => path.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()) === name,
  )
  if (!declaration || !usual.has(action)) return say(locale, `http.docs.operation.${id}`)
  const of = `${declaration.practice}.${declaration.type}`
  return say(locale, `http.docs.usual.${action}`, { one: say(locale, `${of}._one`), many: say(locale, `${of}._many`) })
}

function tagName(tag: string, declarations: readonly AnyDeclaration[], locale: Locale): string {
  const declaration = declarations.find(({ path }) => path === tag)
  return declaration
    ? say(locale, `${declaration.practice}.${declaration.type}._many`)
    : say(locale, `http.docs.tag.${tag}`)
}

type Text = (key: string, values?: Readonly<Record<string, string>>) => string

function operationHtml({ method, path, operation }: Shown, title: string, look: Look, t: Text): string {
  const parameters = Array.isArray(operation['parameters']) ? operation['parameters'].map(look).filter(isObject) : []
  const table = parameters.length ? parametersHtml(parameters, t) : ''
  const body = exampleHtml(t('body'), operation['requestBody'], look)
  const answers = Object.entries(isObject(operation['responses']) ? operation['responses'] : {})
  const done = answers
    .filter(([status]) => status < '300')
    .map(([status, one]) => exampleHtml(t('answer', { status }), one, look))
  const refused = answers.map(([status]) => status).filter((status) => status >= '400')
  const refusals = refused.length
    ? `<p class="quiet">${escaped(t('refuses', { statuses: refused.join(', ') }))}</p>`
    : ''
  return `<article id="${escaped(operation['operationId'])}"><h3><b>${escaped(method)}</b> <code>${escaped(path)}</code></h3>
<p>${escaped(title)}</p>${neededIn(operation['description'], t)}${table}${body}${done.join('')}${refusals}</article>`
}

/** Filters are many and alike: they stand in one line. */
function parametersHtml(parameters: readonly Record<string, unknown>[], t: Text): string {
  const filters = parameters.flatMap((one) => /^filter\[(\w+)\]$/.exec(String(one['name']))?.[1] ?? [])
  const filtered = filters.length
    ? [rowHtml('filter[…][…]', t('in.query'), [t('parameter.filter'), ...filters.map(code)].join(' '))]
    : []
  const others = parameters
    .filter((one) => !String(one['name']).startsWith('filter['))
    .map((one) => {
      const name = String(one['name'])
      const said = t(`parameter.${name}`)
      const schema = isObject(one['schema']) ? one['schema'] : {}
      const choices = Array.isArray(schema['enum']) ? schema['enum'].map(code) : []
      const words = said.startsWith('http.docs.') ? '' : escaped(said)
      return rowHtml(name, t(`in.${String(one['in'])}`), [words, ...choices].join(' '))
    })
  return `<details><summary>${escaped(t('parameters'))}</summary><table>${[...filtered, ...others].join('')}</table></details>`
}
const code = (text: unknown) => `<code>${escaped(text)}</code>`
const rowHtml = (name: string, place: string, html: string) =>
  `<tr><td>${code(name)}</td><td>${escaped(place)}</td><td>${html}</td></tr>`

/** The permission and the scope, which the document names in its own words. */
function neededIn(description: unknown, t: Text): string {
  const [, permission] = /permission `([^`]+)`/.exec(String(description)) ?? []
  const [, scope] = /scope `([^`]+)`/.exec(String(description)) ?? []
  const words = [permission ? t('permission', { permission }) : '', scope ? t('scope', { scope }) : ''].filter(
    (one) => one !== '',
  )
  return words.length ? `<p class="quiet">${escaped(words.join(' '))}</p>` : ''
}

function exampleHtml(title: string, holder: unknown, look: Look): string {
  const found = look(holder)
  const content = isObject(found) && isObject(found['content']) ? found['content'] : {}
  const [first] = Object.values(content)
  if (!isObject(first) || !('example' in first)) return ''
  const example = typeof first['example'] === 'string' ? first['example'] : JSON.stringify(first['example'], null, 2)
  return `<details><summary>${escaped(title)}</summary><pre>${escaped(example)}</pre></details>`
}

const signs: { readonly [sign: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: unknown) => String(text).replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)

const style = `:root{color-scheme:light dark;--ink:light-dark(#17212b,#e9edf0);--quiet:light-dark(#55606b,#a3adb6);
--paper:light-dark(#fcfbf9,#11161b);--line:light-dark(#e6e2da,#262e36);--accent:light-dark(#0b6e7f,#4fbccb)}
body{margin:0 auto;max-width:60rem;padding:1.5rem;background:var(--paper);color:var(--ink);
font:15px/1.5 -apple-system,"Segoe UI",Inter,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif}
a{color:var(--accent)}nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem}h2{margin:2.5rem 0 0;border-bottom:1px solid var(--line)}
h3{margin:1.5rem 0 0;font-size:1rem;overflow-wrap:anywhere}h3 b{color:var(--accent)}p{margin:.25rem 0}.quiet{color:var(--quiet)}
code,pre{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.875em}
pre{overflow:auto;padding:.75rem;border:1px solid var(--line);border-radius:8px}summary{cursor:pointer;min-height:1.5rem}
td{padding:.125rem .75rem .125rem 0;vertical-align:top}td:last-child{overflow-wrap:anywhere}td:first-child{white-space:nowrap}`
