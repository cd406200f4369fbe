/** Names of files that are not for us: under way, or a system's own. */

const endings =
  /(?:\.part|\.partial|\.filepart|\.tmp|\.temp|\.crdownload|\.download|\.opdownload|\.swp|\.lock|~)$/i;
const beginnings = /^(?:\.|~\$)/;
const systems = new Set(['thumbs.db', 'desktop.ini']);

export function isIgnored(name: string): boolean {
  return beginnings.test(name) || endings.test(name) || systems.has(name.toLowerCase());
}
