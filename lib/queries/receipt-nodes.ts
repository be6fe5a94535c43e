import type { JsonObject, JsonValue } from '@assent/receipt'

// A stored statement is one that this portal wrote and signed: what it lacks is a broken assumption.

export function textAt(node: JsonObject, member: string): string {
  const value = node[member]
  return typeof value === 'string' ? value : missing(member)
}

export function nodeAt(node: JsonObject, member: string): JsonObject {
  const value = node[member]
  return isNode(value) ? value : missing(member)
}

export function listAt(node: JsonObject, member: string): JsonObject[] {
  const value = node[member]
  return Array.isArray(value) && value.every(isNode) ? value : missing(member)
}

export function firstAt(node: JsonObject, member: string): JsonObject {
  return listAt(node, member)[0] ?? missing(member)
}

export function isNode(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function missing(member: string): never {
  throw new Error(`a stored statement has no ${member} as this portal writes it`)
}
