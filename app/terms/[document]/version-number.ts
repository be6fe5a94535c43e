/** A version's number out of an address. A number has one spelling, so that a version has one address. */
export function versionNumber(written: string): number | null {
  return /^[1-9]\d{0,8}$/.test(written) ? Number(written) : null
}
