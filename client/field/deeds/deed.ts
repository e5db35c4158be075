import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import type { TFunction } from 'i18next'
import type { Stop } from '#client/field/fragments.ts'
import type { Place, StopOnPhone } from '#client/field/stop-on-phone.ts'
// a fragment must be defined before a document spreads it, and every deed imports this file
import '#client/field/fragments.ts'

/** What the outbox adds to the input of every deed. */
export type Stamp = {
  clientId: string
  happenedAt?: string | null | undefined
  timeInDoubt?: boolean | null | undefined
}

/** The input of a deed before the outbox adds its stamp. */
export type WithoutStamp<Input> = Omit<Input, keyof Stamp>

/** Looks up words of the field and words that all screens share. */
export type Translate = TFunction<['field', 'common']>

/** An entry of the outbox, as far as its deed reads it. */
type DeedEntry<Input> = { input: WithoutStamp<Input>; clientId: string; happenedAt: string }

/** One mutation of the phone: everything that the phone knows of it. */
export type Deed<Result extends object, Input extends Stamp> = {
  /** The mutation as the outbox sends it. */
  document: TypedDocumentNode<Result, { input: Input }>
  /** What the list of unsent records calls it. */
  label: (t: Translate, input: WithoutStamp<Input>) => string
  /** What it changes of its stop on the screen until the centre has acknowledged it. */
  change: (stop: StopOnPhone, entry: DeedEntry<Input>, place: Place) => Partial<StopOnPhone>
  /** Every text that somebody typed into it: a refused deed shows these lines, so that they can be read and copied. */
  typedText: (input: WithoutStamp<Input>) => readonly (string | null | undefined)[]
  /** True where later deeds of the same stop do not rest on it: they are sent even while it stands refused. */
  independent?: true
  /** True where what is sent in place of a refused entry happened when that did, such as an arrival. */
  keepsTime?: true
  /**
   * For a picture: it waits for all words, may take longer, can be taken back before it is sent, and rests on nothing but the
   * stop. Its answer holds the rows at a place of its own.
   */
  picture?: { rows(answer: Result): { visit: Stop | null } }
  /** For a deed that makes a stop: the stop to show until the centre has made it, from what the entry stores of it. */
  localStop?: (stored: unknown) => Stop
}

/** The form that a deed is entered with. What is typed is stored as a draft at each keystroke. */
export type DeedForm<Input, Draft extends object, FormName extends string> = {
  /** The form's name, a part of the key of its stored draft. Never rename one: what is typed on a phone would be lost. */
  name: (input: WithoutStamp<Input>) => FormName
  /** The draft of a form into which nothing is typed yet. */
  blank: Draft
  /** A stored draft in the shape of this release; what an older release did not store is blank. */
  read: (stored: unknown) => NoInfer<Draft>
  /** The draft that this input was made from: the way from a refused deed back into its form. */
  draft: (input: WithoutStamp<Input>) => NoInfer<Draft>
  /** Whether the centre, as its row of the stop says, may still take this deed, so that a refused one can be edited in its form. */
  isOpen: (stop: StopOnPhone, input: WithoutStamp<Input>) => boolean
}

/** A deed that is entered with a form. */
export type DeedWithForm<
  Result extends object,
  Input extends Stamp,
  Draft extends object,
  FormName extends string,
> = Deed<Result, Input> & { form: DeedForm<Input, Draft, FormName> }

/** A deed that is entered with a form. */
export const deedWithForm = <Result extends object, Input extends Stamp, Draft extends object, FormName extends string>(
  deed: DeedWithForm<Result, Input, Draft, FormName>,
): DeedWithForm<Result, Input, Draft, FormName> => deed

/** A deed that is done with one tap. */
export const deedByTap = <Result extends object, Input extends Stamp>(
  deed: Deed<Result, Input>,
): Deed<Result, Input> & { form: null } => ({ ...deed, form: null })
