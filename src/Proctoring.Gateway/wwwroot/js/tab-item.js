// What is kept for this tab until it is closed, so that a reload goes on where it was.

/** A text under a key of this tab; null where there is none. */
export function tabItem(key) {
  return {
    read: () => attempt(() => sessionStorage.getItem(key)),
    keep: (text) => attempt(() => sessionStorage.setItem(key, text)),
    forget: () => attempt(() => sessionStorage.removeItem(key)),
  };
}

/** Null where it cannot be done: a browser that blocks storage throws. Then a reload begins anew, and nothing else is lost. */
export function attempt(action) {
  try {
    return action() ?? null;
  } catch {
    return null;
  }
}
