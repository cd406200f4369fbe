/** Headers of every answer: what a page may do that is served from here, and who may use what is sent. */

/**
 * The console's content security policy.
 *
 * - Scripts, connections and fonts: our own files only. No inline script, no `eval`.
 * - Styles: our own files, and `<style>` elements that carry this page's nonce. Mantine writes its colours and its responsive
 *   sizes into such elements; React sets `style` attributes through the DOM, which a policy does not restrict. So neither
 *   'unsafe-inline' nor a list of hashes is needed.
 * - `blob:` frames show invoice PDFs, which come by RPC with the token and have no address of their own.
 *
 * @param nonce new for every page, base64.
 */
export function consolePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    'frame-src blob:',
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Stands in the built page wherever the nonce belongs (`html.cspNonce` in vite.config.ts). */
export const noncePlaceholder = '__CSP_NONCE__';

/** For answers that are no page. */
const nothingPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': nothingPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // What is not said to be cacheable holds data.
  'cache-control': 'no-store',
};
