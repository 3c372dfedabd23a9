import { z } from 'zod'
import { type OpenapiDocument, openapiOf } from '#platform/http/openapi.ts'
import type { NamedSchema } from '#platform/http/openapiParts.ts'
import { contracts, declarations } from './product.ts'

/** As it is kept beside the code: a line for each path and each part, so that a change of the API is read as what it is. */
export function openapiText(document: OpenapiDocument): string {
  const lines = (value: object) =>
    Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}:${JSON.stringify(one)}`)
  const { paths, components, ...head } = document
  const parts = Object.entries(components).map(
    ([name, one]) => `${JSON.stringify(name)}:{\n${lines(one).join(',\n')}\n}`,
  )
  return `{\n${[...lines(head), `"paths":{\n${lines(paths).join(',\n')}\n}`, `"components":{\n${parts.join(',\n')}\n}`].join(',\n')}\n}\n`
}

/** The product's own document, from its contracts. It takes half a second and 100 MB, so servers read the written one. */
export function openapiMade(): Promise<OpenapiDocument> {
  return openapiOf({
    contracts,
    declarations,
    answers: [
      answer('ImportDetail', contracts.imports.get),
      answer('Me', contracts.session.me),
      answer('Job', contracts.jobs.get),
      answer('ApiKey', contracts.apiKeys.revoke),
      answer('Explanation', contracts.explanations.get),
      answer('MetricValues', contracts.metrics.values),
    ],
  })
}

function answer(name: string, procedure: { readonly '~orpc': object }): NamedSchema {
  const schema: unknown = Reflect.get(procedure['~orpc'], 'outputSchema')
  if (!(schema instanceof z.ZodType)) throw new Error(`${name} has no schema.`)
  return { name, schema, strategy: 'output' }
}
