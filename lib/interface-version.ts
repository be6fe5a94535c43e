import manifest from '../package.json' with { type: 'json' }

/** The version of the pages that a choice was made on. A choice records it, so that one bad page can be found again. */
export const interfaceVersion: string = manifest.version
