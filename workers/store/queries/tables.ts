/** The tables that lists, searches and exports read, by the name that the router calls them. */
export const entityTables = {
  carrier: { table: 'carrier', key: 'usdot' },
  customer: { table: 'customer', key: 'number' },
  lead: { table: 'lead', key: 'match_key' },
  invoice: { table: 'invoice', key: 'number' },
} as const;

export type EntityTable = keyof typeof entityTables;
