/** A reader's own choice of colours; without one the device decides. */
export type Theme = 'light' | 'dark'

/** The cookie that remembers it; the server reads it, so the first paint is already right. */
export const themeCookie = 'theme'

/** Anything but the two themes, an old or forged cookie included, is no choice. */
export function parseTheme(value: string | undefined): Theme | undefined {
  return value === 'light' || value === 'dark' ? value : undefined
}

/** The theme in a Cookie header or in `document.cookie`. */
export function themeInCookies(cookies: string): Theme | undefined {
  return parseTheme(new RegExp(`(?:^|;\\s*)${themeCookie}=([^;]*)`).exec(cookies)?.[1])
}
