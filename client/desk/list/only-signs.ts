// what the server leaves out when it compares names: server/platform/plain.ts
const signs =
  /[\s\p{Cc}\p{Cf}\p{Mn}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Pd}"'`´\u2032-\u2037\u301D-\u301F\u2043\u2212·\u02D9•\u2027\u2219\u22C5・\u318D･,，、;；。｡]/gu

/** True where a search has only signs that names are compared without, so that it finds nothing. */
export const isOnlySigns = (search: string): boolean => search.trim() !== '' && search.replace(signs, '') === ''
