/**
 * The nonce with which this page may add `<style>` elements. The page is served with a policy that refuses all others: Mantine's
 * variables and responsive sizes, and the scroll lock behind its dialogs, carry it.
 */
export function styleNonce(): string {
  // The property: browsers hide the attribute from scripts and style sheets.
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/** Where `get-nonce`, under the dialogs' scroll lock, looks for it. */
export function shareStyleNonce(): void {
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
}
