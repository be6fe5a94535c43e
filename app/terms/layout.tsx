import type { ReactNode } from 'react'
import { PublicFrame } from '../public-frame.tsx'

export default function TermsLayout({ children }: { children: ReactNode }) {
  return <PublicFrame>{children}</PublicFrame>
}
