import { isObject, type JsonObject } from './read-body.ts'

/** One question of AuthZEN Authorization API 1.0, section 6, read. Members that are not known are left out of it. */
export type Evaluation = {
  readonly subject: Entity
  readonly action: { readonly name: string }
  readonly resource: Entity
  readonly context: JsonObject
}

export type Entity = {
  readonly type: string
  readonly id: string
  readonly properties: JsonObject
}

/** What is wrong with a request, as a sentence for whoever wrote the program that sent it. */
export class RequestFault extends Error {
  override readonly name = 'RequestFault'
  /** What the interface says of it besides the sentence. */
  readonly details: Readonly<Record<string, string>>

  constructor(message: string, details: Readonly<Record<string, string>> = {}) {
    super(message)
    this.details = details
  }
}

/** @throws RequestFault where a member is missing or of another kind */
export function readEvaluation(json: JsonObject): Evaluation {
  const action = memberOf(json, 'action')
  return {
    subject: entity(json, 'subject'),
    action: { name: text(action, 'action', 'name') },
    resource: entity(json, 'resource'),
    context: optionalObject(json, 'context'),
  }
}

function entity(json: JsonObject, name: string): Entity {
  const member = memberOf(json, name)
  return {
    type: text(member, name, 'type'),
    id: text(member, name, 'id'),
    properties: optionalObject(member, 'properties', `${name}.`),
  }
}

function memberOf(json: JsonObject, name: string): JsonObject {
  const value = json[name]
  if (value === undefined) throw new RequestFault(`${name} is missing`)
  if (!isObject(value)) throw new RequestFault(`${name} must be an object`)
  // Of the actions nothing but the name is read, but their properties are objects all the same.
  if (name === 'action') optionalObject(value, 'properties', 'action.')
  return value
}

function text(member: JsonObject, of: string, name: string): string {
  const value = member[name]
  if (value === undefined) throw new RequestFault(`${of}.${name} is missing`)
  if (typeof value !== 'string') throw new RequestFault(`${of}.${name} must be a string`)
  return value
}

function optionalObject(member: JsonObject, name: string, of = ''): JsonObject {
  const value = member[name]
  if (value === undefined) return NONE
  if (!isObject(value)) throw new RequestFault(`${of}${name} must be an object`)
  return value
}

const NONE: JsonObject = {}
