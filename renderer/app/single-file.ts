/** The one file of a drop; null for a folder, for several, for none. */
export function singleFile(transfer: DataTransfer | null): File | null {
  const items = [...(transfer?.items ?? [])].filter((item) => item.kind === 'file');
  const folder = items.some((item) => item.webkitGetAsEntry()?.isDirectory === true);
  const [file, ...others] = transfer?.files ?? [];
  return folder || others.length > 0 ? null : (file ?? null);
}
