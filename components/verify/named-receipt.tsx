import { useSyncExternalStore } from 'react'
import { NoticeBox } from '#components/ui/notice-box.tsx'

/** Where the address names a receipt, as the code on its paper does: which one, and what is still needed. */
export function NamedReceipt() {
  const hash = useSyncExternalStore(onHashChange, () => window.location.hash)
  const [, number] = /^#receipt=([0-9a-f-]{36})$/.exec(hash) ?? []
  if (number === undefined) return null
  return (
    <div className="mb-8">
      <NoticeBox title="You came from the code on a receipt.">
        <p>
          Its number is <code className="font-mono wrap-anywhere">{number}</code>. A number and a
          paper prove nothing by themselves: choose the receipt’s file here, the zip that it was
          printed from.
        </p>
      </NoticeBox>
    </div>
  )
}

function onHashChange(tell: () => void): () => void {
  window.addEventListener('hashchange', tell)
  return () => window.removeEventListener('hashchange', tell)
}
