import type { ReactNode } from 'react'
import { PublicFrame } from '../public-frame.tsx'

export default function VerifyLayout({ children }: { children: ReactNode }) {
  return <PublicFrame>{children}</PublicFrame>
}
