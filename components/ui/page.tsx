import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type PageWidth = 'page' | 'measure' | 'form'

/** The one main of a page. `measure` is for reading, `form` for one question, `page` for the rest. */
export function Page({ width = 'page', children }: { width?: PageWidth; children: ReactNode }) {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto w-full max-w-page flex-1 px-5 pt-8 pb-20 sm:px-8 sm:pt-12"
    >
      <div className={classNames(widths[width])}>{children}</div>
    </main>
  )
}

/** A text and what stands beside it; one under the other on a narrow screen. */
export function Columns({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className="grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="min-w-0">{children}</div>
      <aside className="min-w-0 text-sm lg:border-s lg:border-rule lg:ps-6">{aside}</aside>
    </div>
  )
}

const widths: Record<PageWidth, string> = {
  page: '',
  measure: 'max-w-measure',
  form: 'max-w-form',
}
