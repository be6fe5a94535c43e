/**
 * Which of the places the page in view belongs to: the one it is, or else the nearest above it. Of two that
 * lie above, the first page of a section and one of its places, it is the place.
 */
export function placeInView(here: string, hrefs: readonly string[]): string | undefined {
  return hrefs
    .filter((href) => here === href || here.startsWith(`${href}/`))
    .reduce<string | undefined>(
      (nearest, href) => (href.length > (nearest?.length ?? 0) ? href : nearest),
      undefined,
    )
}
