import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import tailwind from '@tailwindcss/postcss'
import postcss from 'postcss'
import { rolldown, type Plugin } from 'rolldown'
import { portalPlace, verifyDocumentPath } from '#lib/http/verify-document.ts'

// The page /verify as one document that needs nothing beside it: script, style and letters are inside, so
// that a copy on a disk still works. What differs from portal to portal is put in when it is handed out.

/** Upright Latin alone: what is not in it falls back to the faces of the device. */
const faces = [
  ['Source Serif 4 Variable', 'source-serif-4', '200 900'],
  ['Source Sans 3 Variable', 'source-sans-3', '200 900'],
] as const

/** Where there is no router, what stands for next/link is a link. */
const plainLinks: Plugin = {
  name: 'plain-links',
  resolveId: (id) => (id === 'next/link' ? '\0plain-link' : null),
  load: (id) =>
    id === '\0plain-link'
      ? `import { createElement } from 'react'; export default (props) => createElement('a', props)`
      : null,
}

const script = await bundle('components/verify/start-verify-page.tsx')
const style = await compile('components/verify/verify-page.css')
mkdirSync(dirname(verifyDocumentPath), { recursive: true })
writeFileSync(verifyDocumentPath, documentOf(script, style))

/** One classic script: a module would not run from a disk. */
async function bundle(input: string): Promise<string> {
  const build = await rolldown({
    input,
    platform: 'browser',
    plugins: [plainLinks],
    // "use client" has no meaning where there is no server.
    onLog: (level, log, handle) => {
      if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log)
    },
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  })
  const { output } = await build.generate({ format: 'iife', minify: true, sourcemap: false })
  const [chunk, ...more] = output
  if (more.length > 0) throw new Error('the verification page was built as more than one file')
  // What a script may not hold: the end of its element, and the beginning of a comment (HTML, 4.12.1.3).
  return chunk.code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--').trim()
}

async function compile(path: string): Promise<string> {
  const source = `${readFileSync(path, 'utf8')}${faces.map(fontFace).join('')}`
  const compiled = await postcss([tailwind({ optimize: true })]).process(source, { from: path })
  return compiled.css.replaceAll('</style', '<\\/style').trim()
}

function fontFace([family, name, weight]: (typeof faces)[number]): string {
  const file = `node_modules/@fontsource-variable/${name}/files/${name}-latin-wght-normal.woff2`
  const url = `data:font/woff2;base64,${readFileSync(file).toString('base64')}`
  return `@font-face{font-family:'${family}';font-weight:${weight};font-display:swap;src:url(${url}) format('woff2')}`
}

function documentOf(code: string, css: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="${portalPlace.policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Check a receipt in your own browser, without an account.">
<title>Verify a receipt – Assent</title>
<style>${css}</style>
</head>
<body>
<div id="root"></div>
<noscript><p>This page checks receipts with a script. Without one: npx assent-verify my.receipt.zip --policy trust.policy</p></noscript>
<script type="application/json" id="portal">${portalPlace.facts}</script>
<script>${code}</script>
</body>
</html>
`
}
