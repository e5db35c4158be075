import { StartError } from '#server/platform/start-error.ts'

/** A client of a running server's public API, for commands. Its errors are StartErrors with the server's sentences. */
export class Api {
  private readonly url: string
  private token = ''

  /** `url` is the address of the server, without `/graphql`. */
  constructor(url: string) {
    this.url = url
  }

  /** Signs in; every later request is made by that account. */
  async signIn(username: string, password: string): Promise<void> {
    const document = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }'
    const { signIn } = await this.request<{ signIn: { token: string } }>(document, { input: { username, password } })
    this.token = signIn.token
  }

  /** Runs an operation and answers with its data. A file is sent as the variable `input.file`. */
  request<T>(query: string, variables: object, file?: File): Promise<T> {
    const operation = JSON.stringify({ query, variables })
    if (!file) return this.post(operation, { 'content-type': 'application/json' })
    const form = new FormData()
    form.set('operations', operation)
    form.set('map', JSON.stringify({ 0: ['variables.input.file'] }))
    form.set('0', file)
    return this.post(form, { 'x-sizhen-csrf': '1' })
  }

  private async post<T>(body: string | FormData, headers: Record<string, string>): Promise<T> {
    const language = process.env.LANG?.startsWith('zh') ? 'zh' : 'en'
    const authorization: Record<string, string> = this.token ? { authorization: `Bearer ${this.token}` } : {}
    const response = await fetch(new URL('/graphql', this.url), {
      method: 'POST',
      headers: { ...headers, ...authorization, 'accept-language': language },
      body,
    }).catch(() => {
      throw new StartError(`No server answers at ${this.url}: start it first, or name another with --url.`)
    })
    const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] }
    if (errors) throw new StartError(errors.map(({ message }) => message).join('\n'))
    return data
  }
}
