/** Words of the page of a personal link. */
export const links = {
  title: 'Personal link',
  hello: 'Hello, {{name}}',
  none: 'There is no link in this address. Scan the code again, or open the whole address that the union sent.',
  username: 'Username',
  password: 'Choose your password',
  passwordHint: 'At least 8 characters',
  notYou: 'If this is not you, close this page. The link can be used once, until {{until}}.',
  use: { SET_PASSWORD: 'Save the password and sign in', DEVICE: 'Sign in on this device' },
  will: {
    SET_PASSWORD: 'Choose a password for your account. You sign in by it and by this username from now on.',
    DEVICE: 'This device stays signed in without a password. Use it on your own phone only.',
  },
  over: {
    USED: 'This link was used already and works once only. Sign in, or ask the union for a new one.',
    EXPIRED: 'This link has expired: ask the union for a new one.',
    REVOKED: 'This link was revoked: ask the union for a new one.',
  },
}

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
