/** better-sqlite3's prebuilt binary ends the process without a word on Node 20: say it instead. */
export default function requireSupportedNode(): void {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 22) {
    throw new Error(
      `Tests need Node 22.18 or newer and this is ${process.version}. Run them by "npm test" or "npm exec -- vitest".`,
    );
  }
}
