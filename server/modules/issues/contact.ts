import type { Contact } from '#codegen/prisma/client.ts'
import { ContactKind } from '#codegen/prisma/enums.ts'

/** Whom of an enterprise one talks to first: its owner, and where none is known its union's chair. */
export const firstContact = (contacts: readonly Contact[]): Contact | undefined => {
  const kinds = Object.keys(ContactKind)
  return contacts.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))[0]
}
