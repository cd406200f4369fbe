/** The calls about the warehouse itself. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { WarehouseSettings } from '../store/site.ts';
import { base } from './contract-base.ts';

export interface WarehouseView extends WarehouseSettings {
  /** What the computer that the engine runs on is set to: the likely one for a new warehouse. */
  machineTimeZone: string;
}

const short = z.string().max(100);

export const site = {
  get: base.output(type<WarehouseView>()),
  /** What is left out stays as it is. The time zone decides on days: due dates, aging, schedules. */
  save: base
    .input(
      z.object({ warehouseName: short.optional(), timeZone: short.optional(), currency: short.optional() }),
    )
    .output(type<WarehouseView>()),
};
