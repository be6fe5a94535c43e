/** The first stop of the keyboard on every page: past the navigation, to `<main id="main">`. */
export function SkipLink({ href = '#main' }: { href?: string }) {
  return (
    <a
      href={href}
      className="absolute start-4 top-2 z-10 -translate-y-20 rounded-sm bg-ink px-4 py-2 font-semibold text-paper focus:translate-y-0"
    >
      Skip to the content
    </a>
  )
}
