/** Small files for the command line's tests. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** 4 rows: two that are right, one without a number for its USDOT, one without a name. */
export const carriers = `USDOT Number,Legal Name,Phone
123456,ACME TRUCKING LLC,555-123-4567
0234567,BETA FREIGHT INC,555-222-3333
abc,BROKEN LLC,555-111-2222
345678,,555-111-2222
`;

export const goodCarriers = `USDOT Number,Legal Name,Phone
123456,ACME TRUCKING LLC,555-123-4567
234567,BETA FREIGHT INC,555-222-3333
`;

/** 3 invoices with 4 lines. */
export const invoices = `Invoice #,Customer ID,Bill To,Invoice Date,Due Date,Item,Qty,Unit Price,Discount %,Freight
A-1,C1,Łódź Śpedycja,2026-01-05,2026-02-04,Line haul,1,1450.00,0,62.50
A-1,C1,Łódź Śpedycja,2026-01-05,2026-02-04,Detention,2.5,60.00,0,62.50
A/2,C2,Toms Spezialitäten,2026-01-06,2026-02-05,Line haul,1,990.00,10,0
A-3,C3,Third Party Inc,2026-01-07,2026-02-06,Line haul,1,10.00,0,0
`;

export function put(folder: string, name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
