import { addDuration } from './instant.ts'

/** How a member wants to be reminded of an answer that is needed again, and until when they are left alone. */
export type Reminder = { readonly isOff: boolean; readonly restsUntil: Date | null }

/** May a member be reminded now? Who never set anything may be; nobody is within an interval of the last time. */
export function mayRemind({ isOff, restsUntil }: Reminder, now: Date): boolean {
  return !isOff && (restsUntil === null || restsUntil <= now)
}

/** Until when a reminder that was seen or put off at an instant stays away. */
export function restUntil(now: Date): Date {
  return new Date(addDuration(now.toISOString(), 'P14D'))
}
