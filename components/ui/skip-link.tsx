/** The first stop of the keyboard on every page: past the navigation, to `<main id="main">`. */
export function SkipLink({
  href = '#main',
  text = 'Skip to the content',
  language,
}: {
  href?: string
  text?: string
  /** Of the text (BCP 47): it stays where the page beneath it becomes another. */
  language?: string
}) {
  return (
    <a
      href={href}
      lang={language}
      className="absolute start-4 top-2 z-10 -translate-y-20 rounded-sm bg-ink px-4 py-2 font-semibold text-paper focus:translate-y-0"
    >
      {text}
    </a>
  )
}
