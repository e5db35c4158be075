/** Words of the desk for personal links. */
export const deskLinks = {
  make: 'Make personal links',
  for: 'For these {{count}}:',
  whom: 'For whom',
  purpose: 'Purpose',
  expiresOn: 'Last day',
  leftOut: {
    disabled: 'Left out, since these accounts are disabled: enable them first',
    retired: 'Left out, since their squad, agency or zone is retired, or the member has left',
  },
  officer: 'Name of the officer',
  nobody: 'There is nobody yet.',
  empty: 'There are no personal links yet. Print or send one in place of a password: scanning it signs the person in.',
  ofOne: 'One account',
  openings: 'Openings',
  usedAt: 'Used',
  createdBy: 'Made by',
  revoked: 'The link of {{name}} was revoked',
  once: '{{count}} in all. The addresses are shown this once: print or copy them now.',
  print: 'Print',
  address: 'Address',
  qrOf: 'QR code of {{name}}',
  until: 'Until {{at}}',
  local:
    'These addresses open on this computer alone, since the desk was opened as localhost. Open it at an address that phones can reach and make them again, or have PUBLIC_URL set.',
  group: {
    MEMBERS: 'All members of squads',
    ENTERPRISES: 'All enterprises',
    OFFICER: 'An officer of an agency',
    CADRES: 'The cadres of all zones',
  },
  about: {
    SET_PASSWORD: 'The person chooses a password and signs in by the username later',
    DEVICE: 'The person’s phone stays signed in until the link is revoked',
  },
  how: { SET_PASSWORD: 'Scan to choose a password, once', DEVICE: 'Scan with your own phone, once' },
}
