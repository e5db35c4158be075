import { refusal } from '#server/platform/errors.ts'

/**
 * Reads JSON that a caller has sent. INVALID where it is none, and where a text holds half of a character, such as one that
 * was cut in the middle of an emoji: PostgreSQL would store another character.
 */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text, (_, value) => (typeof value === 'string' && /\p{Cs}/u.test(value) ? refuseHalf() : value))
  } catch (error) {
    throw error === halfCharacter ? error : notJson
  }
}

function refuseHalf(): never {
  throw halfCharacter
}

/** The error INVALID for a body that is no JSON object. */
export const notJson = refusal(
  { zh: '请求不是有效的 JSON 对象。', en: 'The body is not a JSON object.' },
  { status: 400 },
)
const halfCharacter = refusal({ zh: '文字中有半个字符。', en: 'A text holds half a character.' }, { status: 400 })
