import { expect, it } from 'vitest'
import { arriveVisit } from '#client/field/deeds/arrive-visit.ts'
import { deedByTap, deedWithForm } from '#client/field/deeds/deed.ts'
import { registry } from '#client/field/deeds/registry.ts'
import { skipVisit } from '#client/field/deeds/skip-visit.ts'

it('a deed that lacks a part, or stands under another name, does not compile', () => {
  const { document, label, change, typedText } = arriveVisit
  // @ts-expect-error what was typed is missing
  deedByTap({ document, label, change })
  // @ts-expect-error the change on the screen is missing
  deedByTap({ document, label, typedText })
  // @ts-expect-error the words are missing
  deedByTap({ document, change, typedText })
  // @ts-expect-error the words do not exist
  deedByTap({ document, label: (t) => t('mutation.noSuchMutation'), change, typedText })
  // @ts-expect-error the form is missing
  deedWithForm({ ...skipVisit, form: undefined })
  // @ts-expect-error the way of an older draft into this release is missing
  deedWithForm({ ...skipVisit, form: { ...skipVisit.form, read: undefined } })
  // @ts-expect-error the document asks for another mutation
  registry({ skipVisit: arriveVisit })
  expect(registry({ arriveVisit, skipVisit })).toEqual({ arriveVisit, skipVisit })
})
