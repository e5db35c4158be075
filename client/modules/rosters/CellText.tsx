import { PhoneNumber } from '#client/graph/PhoneNumber.tsx'

/** The text of a roster's cell as it stood; one with masked phone numbers can be shown whole, which the audit has. */
export function CellText({ of, text }: { of: string; text: string }) {
  return text.includes('*') ? <PhoneNumber of={of} masked={text} /> : text
}
