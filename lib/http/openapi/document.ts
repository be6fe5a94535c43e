import { z } from 'zod'
import { LANGUAGES } from '#lib/words/language.ts'
import { apiScopes } from '#lib/domain/account/api-key.ts'
import { operations, type Operation } from './operations.ts'

/** The platform's side of the API as OpenAPI 3.1: built from the schemas that requests are checked by. */
export function openApiDocument(publicUrl: string, version: string): object {
  const byPath = Map.groupBy(operations, ({ path }) => path)
  return {
    openapi: '3.1.0',
    info: {
      title: 'Assent for platforms',
      version,
      description:
        'Every request carries an API key. Errors are RFC 9457 problem documents with a `code`.',
    },
    servers: [{ url: publicUrl }],
    security: [{ apiKey: [] }],
    paths: Object.fromEntries(
      [...byPath].map(([path, ofPath]) => [
        path,
        Object.fromEntries(ofPath.map((operation) => [operation.method, describe(operation)])),
      ]),
    ),
    components: {
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: `A key with the scope that the operation names: ${apiScopes.join(', ')}.`,
        },
      },
      responses: { problem: problemAnswer },
    },
  }
}

function describe(operation: Operation): object {
  const { path, query, done, scope, summary } = operation
  return {
    summary,
    security: [{ apiKey: [scope] }],
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => pathParameter(name)),
      ...(query === undefined ? [] : queryParameters(query)),
      ...(operation.isSpoken === undefined ? [] : languageParameters),
      ...headerParameters(operation),
    ],
    ...bodyOf(operation),
    responses: {
      [done.status]: {
        description: done.description,
        headers: operation.isSpoken === undefined ? rateLimits : { ...rateLimits, ...spokenIn },
      },
      default: { $ref: '#/components/responses/problem' },
    },
  }
}

function bodyOf({ body, lines }: Operation): object {
  const [type, schema] = lines === undefined ? ['application/json', body] : [NDJSON, lines]
  if (schema === undefined) return {}
  return { requestBody: { required: true, content: { [type]: { schema: schemaOf(schema) } } } }
}

const NDJSON = 'application/x-ndjson'

/** As it is sent. What a schema turns it into afterwards is nobody else's matter. */
function schemaOf(schema: z.ZodType): object {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  delete json.$schema
  return json
}

function pathParameter(name: string): object {
  const description =
    name === 'account' ? 'The platform’s own id of the account, or its short name.' : 'Its id here.'
  return { name, in: 'path', required: true, description, schema: { type: 'string' } }
}

function queryParameters(query: z.ZodObject): object[] {
  return Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: schemaOf(schema as z.ZodType),
  }))
}

function headerParameters({ method, ifMatch }: Operation): object[] {
  const header = (name: string, description: string) => ({
    ...{ name, in: 'header', required: false, description },
    schema: { type: 'string' },
  })
  return [
    ...(method === 'get'
      ? []
      : [header('Idempotency-Key', 'A repeated request with it is answered the same for a day.')]),
    ...(ifMatch === undefined ? [] : [header('If-Match', ifMatch)]),
  ]
}

const languages = { type: 'string', enum: LANGUAGES }

const languageParameters: readonly object[] = [
  {
    ...{ name: 'language', in: 'query', required: false, schema: languages },
    description: 'The language to answer in. It outweighs Accept-Language.',
  },
  {
    ...{ name: 'Accept-Language', in: 'header', required: false, schema: { type: 'string' } },
    description: `As RFC 9110 has it, section 12.5.4. Offered are ${LANGUAGES.join(', ')}; without a match it is ${LANGUAGES[0]}.`,
  },
]

const spokenIn = {
  'Content-Language': { schema: languages, description: 'The language of the answer.' },
}

const rateLimits = {
  'RateLimit-Policy': { schema: { type: 'string' }, description: 'The quota, as "key";q=…;w=….' },
  RateLimit: { schema: { type: 'string' }, description: 'What is left of it, as "key";r=…;t=….' },
}

const problemAnswer = {
  description: 'A problem document (RFC 9457).',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['type', 'title', 'status', 'detail', 'code'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string' },
          code: { type: 'string' },
          errors: {
            type: 'array',
            items: {
              type: 'object',
              properties: { field: { type: 'string' }, message: { type: 'string' } },
            },
          },
        },
      },
    },
  },
}
