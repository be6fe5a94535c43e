import { Disclosure } from '#components/ui/disclosure.tsx'
import type { NoticeView } from '#lib/queries/control-views.ts'
import { NoticeFacts } from './notice-facts.tsx'
import { NoticeScope } from './notice-scope.tsx'

/** The whole notice, folded: for those who decide whether the question is asked, not for those who answer. */
export function NoticeInPlace({ notice }: { notice: NoticeView }) {
  return (
    <Disclosure summary="The notice that members are shown">
      <div className="grid gap-6">
        <NoticeScope notice={notice} />
        <NoticeFacts notice={notice} />
      </div>
    </Disclosure>
  )
}
