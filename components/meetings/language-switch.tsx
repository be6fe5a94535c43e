import { paths } from '#lib/paths.ts'
import { languageNames, LANGUAGES, type Language } from '#lib/words/language.ts'

/** The languages that the page can be read in, each by its own name: links, which need no script. */
export function LanguageSwitch({
  token,
  language,
  label,
}: {
  token: string
  language: Language
  label: string
}) {
  return (
    <nav aria-label={label} className="no-print">
      <ul className="flex flex-wrap items-center gap-x-4">
        {LANGUAGES.map((each) => (
          <li key={each} lang={each}>
            {each === language ? (
              <span aria-current="true" className="inline-flex min-h-9 items-center text-ink">
                {languageNames[each]}
              </span>
            ) : (
              // A whole new page: the root of a document says its language.
              <a
                href={paths.meetingNotice(token, { language: each })}
                hrefLang={each}
                className="inline-flex min-h-9 items-center"
              >
                {languageNames[each]}
              </a>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}
