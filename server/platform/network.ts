import ipaddr from 'ipaddr.js'

/**
 * The network that an address stands for in every limit: an IPv4 address itself, and of an IPv6 address its first 64 bits, since
 * one subscriber has all addresses behind them.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.process(address)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return (parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')
}
