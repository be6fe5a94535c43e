'use client'

import { useJsonForm } from '#components/api/use-json-form.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { SelectField } from '#components/ui/select-field.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { scopeWords } from './scope-words.ts'

/** Makes a key, and shows it: the only time that anyone sees it. */
export function CreateApiKeyForm({
  url,
  accounts,
}: {
  url: string
  accounts: readonly { readonly slug: string; readonly name: string }[]
}) {
  const { errors, errorOf, answer, pending, onSubmit } = useJsonForm<{ key: string }>({
    addressOf: () => url,
    bodyOf: ({ name, account, ...ticked }) => ({
      name,
      account: account ?? '',
      scopes: scopeWords
        .filter(({ scope }) => ticked[scope] !== undefined)
        .map((each) => each.scope),
    }),
  })
  return (
    <form noValidate className="grid max-w-form gap-7" onSubmit={onSubmit}>
      <ErrorSummary errors={errors} />
      {answer === null ? null : (
        <NoticeBox announce title="The key is made. Copy it now.">
          <p>It is not shown again. Whoever has it can do all that it may do.</p>
          <Digest value={answer.key} label="key" />
        </NoticeBox>
      )}
      <TextField
        name="name"
        label="What is it for?"
        hint="Such as: meeting servers, production."
        autoComplete="off"
        error={errorOf('name')}
      />
      <fieldset id="scopes" className="grid gap-1" tabIndex={-1}>
        <legend className="mb-2 font-semibold">What may it do?</legend>
        {scopeWords.map(({ scope, label, hint }) => (
          <Checkbox key={scope} name={scope} label={label} hint={hint} />
        ))}
        {errorOf('scopes') === undefined ? null : (
          <p className="text-danger">{errorOf('scopes')}</p>
        )}
      </fieldset>
      <SelectField
        name="account"
        label="Which account may it speak of?"
        prompt="All accounts of the platform"
        options={accounts.map(({ slug, name }) => ({ value: slug, label: name }))}
        error={errorOf('account')}
      />
      <div>
        <SubmitButton pending={pending} pendingText="Making the key">
          Make this key
        </SubmitButton>
      </div>
    </form>
  )
}
