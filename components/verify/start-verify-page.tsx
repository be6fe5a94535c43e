import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { PORTAL_ELEMENT, type Portal } from './portal.ts'
import { VerifyPage } from './verify-page.tsx'

// The script of the one self-contained document (bin/build-verify-page.ts). A browser's own "Save" may keep
// what was drawn here: drawing it again replaces that.

const portal = JSON.parse(document.getElementById(PORTAL_ELEMENT)?.textContent ?? '{}') as Portal
const isKept = !/^https?:$/.test(window.location.protocol)
const root = document.getElementById('root')
if (root === null) throw new Error('the document has no element "root"')
createRoot(root).render(
  <StrictMode>
    <VerifyPage portal={portal} isKept={isKept} />
  </StrictMode>,
)
