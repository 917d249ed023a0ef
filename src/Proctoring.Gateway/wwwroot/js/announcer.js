// What a screen reader is told of changing messages.

/** A message is spoken once it has stood for settleMs: a phone at the edge of the picture can change it three times a second. */
export function announcer(element, settleMs = 1000) {
  let timer = 0;
  let next = '';
  return function say(text) {
    if (text === next)
      return;
    next = text;
    clearTimeout(timer);
    timer = setTimeout(() => {
      element.textContent = next;
    }, settleMs);
  };
}
