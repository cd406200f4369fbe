/** Node 22.18 is the first that runs TypeScript without a flag. */
const needed = [22, 18] as const;

/**
 * @param version such as `22.17.1`.
 * @returns what to tell the person, or null when it is new enough.
 */
export function nodeTooOld(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return null;
  return `Dockhand needs Node ${needed.join('.')} or newer and this is ${version}. Run "npm ci", then "npm start": it brings its own Node.`;
}
