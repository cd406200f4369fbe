/** Time zones and currencies as a person looks for them. */

export interface Choice {
  value: string;
  label: string;
}

/** By name, with what the zone is commonly called: "central" finds Chicago. @param current in the list also where the browser does not know it. */
export function zoneChoices(current: string): Choice[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', current])]
    .filter((zone) => zone !== '')
    .sort()
    .map((value) => ({ value, label: zoneLabel(value) }));
}

function zoneLabel(zone: string): string {
  const name = zone.replaceAll('_', ' ');
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      timeZoneName: 'longGeneric',
    }).formatToParts();
    const common = parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
    return common === zone || common === name || common.startsWith('GMT') ? name : `${name} · ${common}`;
  } catch {
    return name;
  }
}

/** By code. */
export function currencyChoices(): Choice[] {
  const names = new Intl.DisplayNames('en-US', { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((value) => ({
    value,
    label: `${value} · ${names.of(value) ?? value}`,
  }));
}
