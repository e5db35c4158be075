import { access, ownUnions } from '#server/platform/access.ts'

/** Policy documents are meant to be known: to everybody of the union. */
export const visiblePolicyDocuments = access<'unionId'>(ownUnions)

/** Who may know that documents were entered: everybody but integrators, whose scopes do not name documents. */
export const knownPolicyDocuments = access<'unionId'>((viewer) =>
  viewer.role === 'INTEGRATOR' ? null : ownUnions(viewer),
)
