/** Words for enterprises that are likely to be one. */
export const doubles = {
  title: 'Likely doubles',
  note: 'Enterprises with the same name, whatever the brackets and width, and the same address, the same phone or nothing that tells them apart; newest first. What differs has a coloured ground.',
  empty: 'No enterprises that are likely to be one were found.',
  toRegister: 'The register',
  part: 'Likely doubles',
  typed: 'The register has what may be the same enterprise. Have a look first; if it is another one, save as usual:',
  newTab: '(opens in a new tab)',
  noAddress: 'no address entered',
  noCode: 'no code entered',
  older: 'Entered first',
  newer: 'Entered later',
  differs: '(differs)',
}
