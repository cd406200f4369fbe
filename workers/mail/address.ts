/** Addresses as people write them into a customer's field: several in one, with names around them, or wrong. */

/** Nothing that a mail server, a header or another reader could take for more than one plain address. */
const plain =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i;
const longestLocalPart = 64;
const longestAddress = 254;

/** Whether it is one plain address, such as `billing@acme.example` (RFC 5321 without quoted names, comments and addresses in brackets). */
export function isAddress(text: string): boolean {
  return text.length <= longestAddress && text.indexOf('@') <= longestLocalPart && plain.test(text);
}

export interface ParsedAddresses {
  /** Each once, in any case of letters; as first written. */
  addresses: string[];
  /** What is there and is no address. */
  invalid: string[];
}

/** @param text addresses separated by semicolons, commas or lines; `Name <address>` stands for its address. */
export function parseAddresses(text: string): ParsedAddresses {
  const addresses = new Map<string, string>();
  const invalid: string[] = [];
  for (const part of text.split(/[;,\r\n]+/)) {
    const trimmed = part.trim();
    if (trimmed === '') continue;
    const address = (/<([^<>]*)>$/.exec(trimmed)?.[1] ?? trimmed).trim();
    if (!isAddress(address)) invalid.push(trimmed);
    else if (!addresses.has(address.toLowerCase())) addresses.set(address.toLowerCase(), address);
  }
  return { addresses: [...addresses.values()], invalid };
}
