/** The eight groups of an IPv6 address; null for anything else. */
function groupsOf(address: string): number[] | null {
  const [head = "", tail, ...more] = address.toLowerCase().replace(/%.*$/, "").split("::");
  if (more.length > 0) return null;
  const read = (part: string) => (part === "" ? [] : part.split(":").flatMap(readGroup));
  const left = read(head);
  const right = tail === undefined ? [] : read(tail);
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...left, ...Array<number>(missing).fill(0), ...right];
  return groups.some(Number.isNaN) ? null : groups;
}

/** One group of hexadecimal digits, or the last two as an IPv4 address. */
function readGroup(text: string): number[] {
  const [a, b, c, d] = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text)?.slice(1).map(Number) ?? [];
  if (a !== undefined && b !== undefined && c !== undefined && d !== undefined) {
    return Math.max(a, b, c, d) > 255 ? [Number.NaN] : [a * 256 + b, c * 256 + d];
  }
  return [/^[0-9a-f]{1,4}$/.test(text) ? Number.parseInt(text, 16) : Number.NaN];
}

/**
 * The network that stands for whoever has an address: an IPv4 address itself, however it is written, and of IPv6 the
 * first 64 bits. The rest of those a subscriber chooses: counted one by one, each guess could come from an address
 * that was never seen. What is no address stays as it is.
 */
export function networkOf(address: string): string {
  const groups = groupsOf(address);
  if (!groups) return address;
  const [high = 0, low = 0] = groups.slice(6);
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}
