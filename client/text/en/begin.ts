/** Words of the first hour: the page that makes the first account of an empty system. */
export const begin = {
  title: 'Begin with Sizhen',
  about:
    'Fill this in, and there is your union with its first account. It makes all others at the desk, and squads and enterprises too.',
  union: 'Union',
  account: 'First account',
  isDistrict: 'This is the union of a district',
  name: 'Full name of the union',
  nameHint: 'Such as: 西安市莲湖区北院门街道总工会',
  shortName: 'Short name',
  shortNameHint: 'Such as: 北院门',
  districtName: 'District',
  districtNameHint: 'Such as: 莲湖区',
  displayName: 'Your name',
  username: 'Username',
  usernameHint: 'To sign in: 2 to 40 letters, digits or . _ -',
  password: 'Password',
  submit: 'Make it and go to the desk',
  state: {
    DONE: 'The system is set up already: sign in. The first account makes the others.',
    EXPIRED: 'This set-up link has expired after 24 hours. Start the server again, and it prints a new one.',
    CLOSED:
      'This set-up link is wrong. Open the newest one in the output of the server; where you cannot find it, start the server again, and it prints a new one.',
  },
  where:
    'There is no account yet. Open the set-up link that stands in the output of the server (its address has /l/setup#) to make your union and its first account; where you cannot find it, start the server again, and it prints a new one.',
  check: 'It is made: go to the sign-in',
  signIn: 'Go to the sign-in',
}
