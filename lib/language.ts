/** BCP 47. The language of every notice, request and page; until a second one is written, of everyone. */
export const language = 'en'
