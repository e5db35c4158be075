import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'
import { Decrypter, Encrypter } from 'age-encryption'

/** What a file begins with that is encrypted in the age format. */
export const ageStart = Buffer.from('age-encryption.org/v1\n')

const web = (bytes: AsyncIterable<Uint8Array>) =>
  Readable.toWeb(Readable.from(bytes, { objectMode: false })) as unknown as ReadableStream<Uint8Array>

const blocks = (stream: ReadableStream<Uint8Array>): Readable => Readable.fromWeb(stream as unknown as WebStream)

/** The bytes as only the holders of these recipients' keys can read them. */
export async function encrypt(bytes: AsyncIterable<Buffer>, recipients: readonly string[]): Promise<Readable> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return blocks(await encrypter.encrypt(web(bytes)))
}

/** The bytes that were encrypted for the holder of this key. Throws where it is no key, or they were encrypted for others. */
export async function decrypt(bytes: AsyncIterable<Buffer>, key: string): Promise<Readable> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(key)
  return blocks(await decrypter.decrypt(web(bytes)))
}
