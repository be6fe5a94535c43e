'use client'

import { useEffect, useRef } from 'react'
import { buttonLook } from '#components/ui/button.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { DownloadWithProgress } from './download-with-progress.tsx'
import { sizeWords, type PlannedFile, type PlannedFiles } from './planned-file.ts'

/** Takes the focus when it comes, as what was asked for. */
export function TakeAwayFiles({ files }: { files: PlannedFiles }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [files])
  if (files.statements.lines === 0)
    return (
      <NoticeBox title="There is nothing of these days." announce>
        <p>No act was recorded on them. Choose other days.</p>
      </NoticeBox>
    )
  return (
    <section aria-labelledby="ready" className="grid gap-6">
      <h3 id="ready" ref={heading} tabIndex={-1} className="text-lg font-semibold">
        Ready to take away
      </h3>
      <ul className="grid gap-8 md:grid-cols-2">
        <File
          file={files.table}
          title="A table"
          about="For people and spreadsheets: a row for each thing that was answered or set."
          unit="rows"
        />
        <File
          file={files.statements}
          title="The signed statements"
          about="For programs and for proof: a line an act, exactly as it was signed (NDJSON)."
          unit="lines"
        />
      </ul>
      <p className="max-w-measure text-sm text-soft">
        The signed summary beside each file says how long it is, its SHA-256 and which state of the
        ledger it comes from. With it, anyone can check that the file is whole and unchanged.
      </p>
    </section>
  )
}

function File({
  file,
  title,
  about,
  unit,
}: {
  file: PlannedFile
  title: string
  about: string
  unit: string
}) {
  return (
    <li className="border-t-[3px] border-ink bg-raised px-4 pt-3 pb-5">
      <h4 className="font-serif text-lg">{title}</h4>
      <p className="mt-1 text-sm">{about}</p>
      <p className="mt-3 text-sm text-soft">
        {file.lines.toLocaleString('en')} {unit}, {sizeWords(file.bytes)}
      </p>
      <p className="font-mono text-xs break-all text-soft">{file.name}</p>
      <div className="mt-4 grid justify-items-start gap-2">
        <DownloadWithProgress file={file} what={title.toLowerCase()} />
        <a href={file.manifest} className={buttonLook('quiet')} download>
          Its signed summary
          <span className="sr-only">, of {title.toLowerCase()}</span>
        </a>
      </div>
    </li>
  )
}
