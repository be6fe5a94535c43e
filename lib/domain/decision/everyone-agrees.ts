/**
 * Where the law wants everyone's consent before people are listened to, unless the catalogue says otherwise:
 * ISO 3166. California Penal Code section 632, and the like of Connecticut, Delaware, Florida, Illinois,
 * Maryland, Massachusetts, Montana, New Hampshire, Pennsylvania and Washington; in Germany section 201 StGB.
 */
export const PLACES_WHERE_EVERYONE_AGREES: readonly string[] = [
  'DE',
  'US-CA',
  'US-CT',
  'US-DE',
  'US-FL',
  'US-IL',
  'US-MA',
  'US-MD',
  'US-MT',
  'US-NH',
  'US-PA',
  'US-WA',
]
