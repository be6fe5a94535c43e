/** The instant now. Rules and commands take an instant or a clock as an argument, so that a test can choose it. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()
