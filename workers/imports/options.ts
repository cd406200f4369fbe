/** What an import knows beside its mapping: `import.options`, and the same of a template. */
import { knownPartnerModes, type Entity, type KnownPartners } from '../api/wire.ts';

interface ImportOptions {
  knownPartners: KnownPartners;
}

/** @param json as stored; what it does not say, or says in a way that is not known here, is as usual. */
export function optionsIn(json: string): ImportOptions {
  const { knownPartners } = JSON.parse(json) as { knownPartners?: unknown };
  return { knownPartners: knownPartnerModes.find((mode) => mode === knownPartners) ?? 'flag' };
}

/** @param base what it had before, which stays. Only leads can be partners already. */
export function optionsText(base: string, entity: Entity, options: ImportOptions): string {
  return entity === 'lead' ? JSON.stringify({ ...(JSON.parse(base) as object), ...options }) : base;
}
