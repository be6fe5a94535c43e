import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Button, ButtonLink } from './button.tsx'
import { ChoicePair } from './choice-pair.tsx'
import { SubmitButton } from './submit-button.tsx'

test('a yes and a no are the same button twice', () => {
  const html = renderToStaticMarkup(
    <ChoicePair>
      {[<Button key="yes">Include me</Button>, <Button key="no">Leave me out</Button>]}
    </ChoicePair>,
  )
  const [yes, no] = [...html.matchAll(/<button[^>]*>/g)].map(([tag]) => tag)
  expect(yes).toBe(no)
})

test('a button submits nothing unless it says so', () => {
  expect(renderToStaticMarkup(<Button>Keep it off</Button>)).toContain('type="button"')
})

test('an act on another page is a link, not a button', () => {
  expect(renderToStaticMarkup(<ButtonLink href="/terms">Read the terms</ButtonLink>)).toMatch(
    /^<a [^>]*href="\/terms"/,
  )
})

test('a submit button cannot be pressed before the page answers', () => {
  const html = renderToStaticMarkup(
    <SubmitButton pending={false} pendingText="Saving">
      Allow meeting summary
    </SubmitButton>,
  )
  expect(html).toMatch(/<button type="submit"[^>]*disabled=""/)
  expect(html).toContain('Allow meeting summary')
})

test('while an answer is under way the button says so and keeps its place', () => {
  const html = renderToStaticMarkup(
    <SubmitButton pending pendingText="Saving">
      Allow meeting summary
    </SubmitButton>,
  )
  expect(html).toContain('aria-disabled="true"')
  expect(html).toMatch(/invisible"[^>]*>Saving/)
})
