import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Checkbox } from './checkbox.tsx'
import { RadioGroup } from './radio-group.tsx'
import { SelectField } from './select-field.tsx'
import { TextArea } from './text-area.tsx'
import { TextField } from './text-field.tsx'

const words = {
  name: 'typed-name',
  label: 'Your name',
  hint: 'As in the contract',
  error: 'Type it',
}
const options = [
  { value: 'ask', label: 'Ask them now', hint: 'Each finds the question' },
  { value: 'later', label: 'Not yet' },
]

test.each([
  ['text field', <TextField key="t" {...words} />, 'input'],
  ['text area', <TextArea key="a" {...words} />, 'textarea'],
  ['select', <SelectField key="s" {...words} options={[]} prompt="Choose one" />, 'select'],
  ['checkbox', <Checkbox key="c" {...words} />, 'input'],
])('a %s is named by its label and described by its hint and its error', (_, field, control) => {
  const html = renderToStaticMarkup(field)
  const tag = new RegExp(`<${control} [^>]*>`).exec(html)?.[0] ?? ''
  expect(tag).toContain('id="typed-name"')
  expect(tag).toContain('aria-describedby="typed-name-hint typed-name-error"')
  expect(tag).toContain('aria-invalid="true"')
  expect(html).toContain('<label for="typed-name"')
  expect(html).toMatch(/id="typed-name-hint"[^>]*>As in the contract/)
  expect(html).toMatch(/id="typed-name-error"[^>]*><span class="sr-only">Problem: <\/span>Type it/)
})

test('a field without hint and error points at nothing', () => {
  const html = renderToStaticMarkup(<TextField name="slug" label="Short name" />)
  expect(html).not.toContain('aria-describedby')
  expect(html).not.toContain('aria-invalid=')
})

test('nothing is pre-selected in a radio group, a checkbox or a select', () => {
  const html = renderToStaticMarkup(
    <>
      <RadioGroup name="asking" label="How?" options={options} />
      <Checkbox name="authority" label="I may" />
      <SelectField name="language" label="Language" options={options} prompt="Choose one" />
    </>,
  )
  expect(html).not.toMatch(/ (checked|selected)=/)
  expect(html).toContain('<option value="">Choose one</option>')
})

test('a radio group shows the one answer that was picked on this page', () => {
  const html = renderToStaticMarkup(
    <RadioGroup name="asking" label="How?" options={options} value="later" onValueChange={noop} />,
  )
  expect(html.match(/checked=""/g)).toHaveLength(1)
  expect(html).toMatch(
    /<input[^>]*checked=""[^>]*value="later"|<input[^>]*value="later"[^>]*checked=""/,
  )
})

test('a radio group is a fieldset with its hint and error, and its first answer carries its id', () => {
  const html = renderToStaticMarkup(
    <RadioGroup name="asking" label="How?" hint="One of two" error="Pick one" options={options} />,
  )
  expect(html).toMatch(/<fieldset aria-describedby="asking-hint asking-error"/)
  expect(html).toMatch(/<legend[^>]*>How\?<\/legend>/)
  expect(html).toMatch(/<input[^>]*id="asking"[^>]*aria-describedby="asking-about"/)
})

function noop(): void {
  // The picked answer is given by the test.
}
