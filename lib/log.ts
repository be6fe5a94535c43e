import pino from 'pino'

/** The one logger: a JSON line each on stdout. What a person may not read in a log goes nowhere near it. */
export const log = pino({
  base: null,
  level: process.env['LOG_LEVEL'] ?? 'info',
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: [
    '*.password',
    '*.token',
    '*.salt',
    '*.authSecret',
    '*.databaseUrl',
    '*.databaseOwnerUrl',
  ],
})
