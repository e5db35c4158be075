/** The address by which the chair of a union sets the password. It is shown once. */
export type ChairLink = {
  union: { id: string; name: string }
  displayName: string
  username: string
  address: string | null
  expiresAt: string | null
  /** The union was made with it. */
  isFirst: boolean
}
