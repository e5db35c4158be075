/** The address by which whoever leads a union sets the password. It is shown once. */
export type LeadersLink = {
  union: { id: string; name: string }
  displayName: string
  username: string
  address: string | null
  expiresAt: string | null
  /** The union was made with it. */
  isFirst: boolean
}
