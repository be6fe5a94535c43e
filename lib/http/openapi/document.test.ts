import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openApiDocument } from './document.ts'
import { operations } from './operations.ts'

/** Routes as their files say it: METHOD PATH SCOPE. */
function routesForSoftware(): string[] {
  return globSync('app/api/v1/**/route.ts').flatMap((file) => {
    const path = file
      .replaceAll('\\', '/')
      .replace(/^app|\/route\.ts$/g, '')
      .replace(/\[(\w+)\]/g, '{$1}')
    const exported = readFileSync(file, 'utf8')
      .split(/^export const (?=[A-Z]+ =)/m)
      .slice(1)
    return exported.flatMap((text) => {
      const [method = ''] = text.split(' ')
      const scopes = [...text.matchAll(/handle\(\s*'(?:account-)?client:(\w+)'/g)]
      return scopes.map(([, scope = '']) => `${method} ${path} ${scope}`)
    })
  })
}

test('the document has every route for a platform’s software, and no others', () => {
  const described = operations.map(
    ({ method, path, scope }) => `${method.toUpperCase()} ${path} ${scope}`,
  )
  expect(described.toSorted()).toEqual(routesForSoftware().toSorted())
  expect(new Set(described).size).toBe(described.length)
})

test('what is sent is described by the schema that it is checked by', () => {
  const { paths } = openApiDocument('https://portal.test', '1.0.0') as {
    paths: Record<string, Record<string, { requestBody?: { content: Record<string, object> } }>>
  }
  const members = paths['/api/v1/accounts/{account}/members']?.['post']
  expect(members?.requestBody?.content['application/json']).toMatchObject({
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['members'],
      properties: {
        members: {
          type: 'array',
          minItems: 1,
          maxItems: 1000,
          items: {
            required: ['externalId', 'name', 'email'],
            properties: { role: { enum: ['owner', 'admin', 'auditor', 'member'] } },
          },
        },
      },
    },
  })
  expect(JSON.stringify(paths)).not.toContain('$schema')
})
