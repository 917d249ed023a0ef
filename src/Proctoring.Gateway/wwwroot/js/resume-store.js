// The token that takes the session up again, kept for this tab until it is closed, so that a reload goes on where it was.

/** A room's own token: an exam must not go on in another exam's session. */
export function resumeStore(room) {
  const key = `proctoring.resume:${room ?? ''}`;
  return {
    read: () => attempt(() => sessionStorage.getItem(key)),
    keep: (token) => attempt(() => sessionStorage.setItem(key, token)),
    forget: () => attempt(() => sessionStorage.removeItem(key)),
  };
}

/** A browser that blocks a frame's storage throws. Then a reload begins anew, and nothing else is lost. */
function attempt(action) {
  try {
    return action() ?? null;
  } catch {
    return null;
  }
}
