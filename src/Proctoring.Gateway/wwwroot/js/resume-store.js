// Tokens kept for this tab until it is closed, so that a reload goes on where it was.

/** A room's own token: an exam must not go on in another exam's session. */
export const resumeStore = (room) => tokenStore('resume', room);

/** The token that says who the candidate is; from the link that opened the exam. */
export const passStore = (room) => tokenStore('pass', room);

function tokenStore(kind, room) {
  const key = `proctoring.${kind}:${room ?? ''}`;
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
