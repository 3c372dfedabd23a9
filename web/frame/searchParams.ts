/**
 * Search parameters as the API writes them: `?filter[ownerId][eq]=…&sort=-amount`. What a list shows stands in the
 * address, in the words that a script would use.
 */
export interface SearchTree {
  [name: string]: string | SearchTree
}

export function parseSearch(text: string): SearchTree {
  const tree: SearchTree = {}
  for (const [key, value] of new URLSearchParams(text)) {
    const path = key.split(/[[\]]+/).filter((part) => part !== '')
    if (path.length === 0 || path.includes('__proto__')) continue
    put(tree, path, value)
  }
  return tree
}

function put(tree: SearchTree, path: readonly string[], value: string): void {
  const [name = '', ...rest] = path
  if (rest.length === 0) {
    tree[name] = value
    return
  }
  const known = Object.hasOwn(tree, name) ? tree[name] : undefined
  const next = typeof known === 'object' ? known : {}
  tree[name] = next
  put(next, rest, value)
}

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) append(params, name, value)
  // Brackets and commas are meant to be read.
  const text = params.toString().replaceAll('%5B', '[').replaceAll('%5D', ']').replaceAll('%2C', ',')
  return text === '' ? '' : `?${text}`
}

function append(params: URLSearchParams, key: string, value: unknown): void {
  if (value === undefined || value === null || value === '') return
  if (Array.isArray(value)) params.append(key, value.map(String).join(','))
  else if (typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) append(params, `${key}[${name}]`, inner)
  } else params.append(key, String(value))
}
