/** Words of the audit, which the chair reads. */
export const audit = {
  about:
    'Who signed in or failed to, changed rights, took data out or read a phone number, when and from where. Nobody can change or delete it; it is kept for a year, and the chair alone reads it.',
  at: 'When',
  kind: 'Kind',
  account: 'Account',
  what: 'What',
  rows: 'Rows',
  address: 'From',
  days: 'Days',
  server: 'The server',
  filter: 'Filter: {{text}}',
  reason: 'Reason: {{text}}',
  stops: 'Contacts of the day’s stops',
  empty: 'Nothing yet. Whoever signs in, changes rights or takes data out is written down here.',
}
