/** Who a document is from, as it is printed. */
import type { Seller } from '../store/document-template.ts';
import { cleanLine, cleanLines } from './format/clean-text.ts';

export interface PrintedSeller {
  /** `lines` as printed, `address` without what follows it there. */
  seller: { name: string; lines: string[]; address: string[] };
  /** What the seller is known by: USDOT or MC number, else the tax number; empty where there is none. */
  sellerId: string;
  taxId: string;
}

export function sellerOf(own: Seller): PrintedSeller {
  const address = cleanLines(own.address);
  const [mc, usdot, tax] = [
    labelled('MC', own.mcNumber),
    labelled('USDOT', own.usdot),
    labelled('Tax ID', own.taxId),
  ];
  return {
    seller: {
      name: cleanLine(own.legalName),
      address,
      lines: [...address, joined(cleanLine(own.phone), cleanLine(own.email)), joined(mc, usdot, tax)].filter(
        Boolean,
      ),
    },
    sellerId: usdot || mc || tax,
    taxId: cleanLine(own.taxId),
  };
}

const joined = (...parts: string[]) => parts.filter(Boolean).join('  ·  ');

function labelled(label: string, value: string): string {
  const clean = cleanLine(value);
  if (clean === '' || clean.toUpperCase().startsWith(label.toUpperCase())) return clean;
  return `${label} ${clean}`;
}
