import { Digest } from '#components/ui/digest.tsx'

/** The SHA-256 of a version's exact bytes, by its first and last characters; it copies and prints whole. */
export function TermsDigest({ digest }: { digest: string }) {
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2 text-sm">
      <span className="text-soft">SHA-256</span>
      <Digest value={digest} label="digest" first={10} last={8} />
    </span>
  )
}
