import { access, ownUnions } from '#server/platform/access.ts'

/** The policy documents that a viewer may see: those of its union, for every role but a cadre. */
export const visiblePolicyDocuments = access<'unionId'>((viewer) =>
  viewer.role === 'CADRE' ? null : ownUnions(viewer),
)

/** Who may know that documents were entered: whoever sees them but integrators, whose scopes do not name documents. */
export const knownPolicyDocuments = access<'unionId'>((viewer) =>
  viewer.role === 'INTEGRATOR' ? null : visiblePolicyDocuments.columns(viewer),
)
