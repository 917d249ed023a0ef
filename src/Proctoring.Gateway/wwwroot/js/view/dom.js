// Small things that every view does.

export const at = (id) => document.getElementById(id);

/** Setting the same text again would make a live region speak again. */
export function setText(element, text) {
  if (element.textContent !== text)
    element.textContent = text;
}

/** Words of the markup: data-text names an element's text, data-label its accessible name. */
export function fillTexts(root, t) {
  for (const element of root.querySelectorAll('[data-text]'))
    element.textContent = t(element.dataset.text);
  for (const element of root.querySelectorAll('[data-label]'))
    element.setAttribute('aria-label', t(element.dataset.label));
}

/** The keyboard's focus goes to what took the place of the element it was on. */
export function keepingFocus(change, successor) {
  const before = document.activeElement;
  change();
  const wasOnSomething = before !== null && before !== document.body;
  if (wasOnSomething && before.getClientRects().length === 0)
    successor().focus();
}
