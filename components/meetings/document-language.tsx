'use client'

import { useEffect } from 'react'
import type { Language } from '#lib/words/language.ts'

/**
 * Keeps the language of the document that of the page in sight, where one came after the other without a new
 * document: all other pages are in English.
 */
export function DocumentLanguage({ language }: { language: Language }) {
  useEffect(() => {
    const root = document.documentElement
    root.lang = language
    return () => {
      root.lang = 'en'
    }
  }, [language])
  return null
}
