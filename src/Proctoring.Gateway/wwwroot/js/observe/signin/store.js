// What a sign-in needs across a redirect and a reload: in this tab alone, until it is closed.

export function tabStore(name) {
  const key = `proctoring.observe.${name}`;
  return {
    read: () => attempt(() => JSON.parse(sessionStorage.getItem(key))),
    keep: (value) => attempt(() => sessionStorage.setItem(key, JSON.stringify(value))),
    /** Reads it for the last time. */
    take() {
      const value = this.read();
      this.forget();
      return value;
    },
    forget: () => attempt(() => sessionStorage.removeItem(key)),
  };
}

/** A browser may block storage, or something else may lie there. */
function attempt(action) {
  try {
    return action() ?? null;
  } catch {
    return null;
  }
}
