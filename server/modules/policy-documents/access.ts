import { access, ownUnions } from '#server/platform/access.ts'

/** The policy documents that a viewer may see: those of its union, whatever its role. */
export const visiblePolicyDocuments = access<'unionId'>(ownUnions)

/** Who may know that documents were entered: everybody but integrators, whose scopes do not name documents. */
export const knownPolicyDocuments = access<'unionId'>((viewer) =>
  viewer.role === 'INTEGRATOR' ? null : ownUnions(viewer),
)
