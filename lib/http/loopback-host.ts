/**
 * Whether a Host header names this machine. A page elsewhere can point a name of its own at 127.0.0.1
 * (DNS rebinding), but it cannot make the browser send another name than that. Ports may differ: a
 * tunnel has its own.
 */
export function isLoopbackHost(host: string | null | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host ?? '')
}
