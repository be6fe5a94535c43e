import type { Ask } from '@assent/receipt'

/** Asks over the network, and sends nothing but the address: no cookie, and not where the page lies. */
export const browserAsk: Ask = (url) =>
  fetch(url, {
    cache: 'no-store',
    credentials: 'omit',
    mode: 'cors',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  })
