/**
 * Keeps the keyboard's place. Where the focused element vanishes, or is disabled while something runs, browsers let the focus fall
 * to the page as a whole, and the next Tab starts from the top. Here it goes to the nearest thing around that is still there, and
 * back to a disabled element once that is enabled again.
 */

/** A dialog gives the focus back on its own, a moment after it has closed. */
const graceMs = 60;

/** @param home takes the focus where nothing else is left. @returns an end to it. */
export function keepFocus(home: () => HTMLElement | null): () => void {
  /** The focused element and what it is in, from the inside out; of the page, not of a dialog over it. */
  let path: HTMLElement[] = [];
  let inDialog: HTMLElement | null = null;
  /** Stands in for `path[0]` while that is disabled. */
  let substitute: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = () => {
    const { activeElement } = document;
    const [last, ...around] = path;
    if (last === undefined) return;
    const nowhere = activeElement === document.body || activeElement === null;
    if (!nowhere && (substitute === null || activeElement !== substitute)) return;
    if (inDialog !== null && isThere(inDialog)) return;
    if (isThere(last) && !last.matches(':disabled')) {
      substitute = null;
      last.focus({ preventScroll: true });
    } else if (nowhere) {
      substitute = around.find((element) => isThere(element) && element.matches(places)) ?? home();
      if (substitute === null) return;
      if (!substitute.hasAttribute('tabindex')) substitute.tabIndex = -1;
      substitute.focus({ preventScroll: true });
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(settle, graceMs);
  };
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof HTMLElement) || target === substitute) return;
    substitute = null;
    if (target.closest('[role=dialog], [role=alertdialog]') !== null) {
      inDialog = target;
      return;
    }
    inDialog = null;
    path = ancestors(target);
  };
  // A press beside everything gives the place up, and is meant so.
  const onPress = ({ target }: PointerEvent) => {
    const { activeElement } = document;
    if (
      activeElement === document.body ||
      (target instanceof Node && activeElement?.contains(target) === true)
    )
      return;
    path = [];
  };
  const observer = new MutationObserver(() => {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement === substitute) later();
  });
  document.addEventListener('focusin', onFocus);
  document.addEventListener('focusout', later);
  document.addEventListener('pointerdown', onPress, true);
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled'],
  });
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('focusout', later);
    document.removeEventListener('pointerdown', onPress, true);
  };
}

/** What may hold a place: a panel, a form, a screen. */
const places = 'section, fieldset, form, nav, main';

function isThere(element: HTMLElement): boolean {
  return element.isConnected && element.getClientRects().length > 0;
}

function ancestors(element: HTMLElement): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at: HTMLElement | null = element; at !== null && at !== document.body; at = at.parentElement)
    found.push(at);
  return found;
}
