/** Words for what a visit lacks to count, and for visits that are to be looked at. */
export const proof = {
  nothingRaised: 'Nothing raised. Spoken to: {{name}}',
  spokenTo: 'Nothing raised: who was spoken to',
  spokenToHint: 'A name or post, where there is no opinion or difficulty, so that the visit counts',
  spokenToHearing: 'LISTEN, nothing raised: who was spoken to (name or post)',
  spokenToAsking: 'ASK, nothing raised: who was spoken to (name or post)',
  missing: 'Missing',
  lacks:
    'This visit does not count. It counts once the following is added: a note, or that nothing was raised and who was spoken to; an answer to each item, or “not seen”.',
  lacksYet: 'It would not count if it ended now. It lacks:',
  supplement: 'Add to the visit',
  supplemented: 'Added',
  followUpFirst: 'Something was heard or asked and TREAT is still to come: say how it will be followed up.',
  lacking: 'Lacks something',
  notLacking: 'Lacks nothing',
  doubts: 'To confirm',
  doubtful: 'Looks empty or doubled',
  notDoubtful: 'Nothing to confirm',
  doubtsAre: 'This visit looks empty or doubled. Look at it, then confirm or void it:',
  confirmedAt: 'Confirmed at {{at}}',
  confirm: 'Confirm',
  confirmed: 'The visit is confirmed',
}
