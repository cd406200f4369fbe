/** The router as the console calls it: typed by the contract, which itself stays on the other side. */
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../workers/api/contract.ts';

export type Client = ContractRouterClient<typeof contract>;
