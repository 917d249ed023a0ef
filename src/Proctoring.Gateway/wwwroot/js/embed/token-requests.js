// Asks the page that embeds this one for the candidate's token: at the start where there is none, and when it has ended.

/** A host must ask its server; longer than this nobody waits. */
const patienceMs = 60_000;

/** More is no token. */
const maxLength = 8 * 1024;

/** embedded: whether somebody embeds this page; tell(type, facts) reaches them; keep(token) has it outlive a reload. */
export function tokenRequests({ embedded, tell, keep, patience = patienceMs }) {
  let waiting = null;

  /** reason: 'missing' or 'expired'. Resolves to a token, or to null where nobody gives one. */
  function ask(reason) {
    if (!embedded)
      return Promise.resolve(null);
    tell('token', { reason });
    waiting ??= begin(reason);
    return waiting.answer;
  }

  function begin(reason) {
    const request = { reason };
    request.answer = new Promise((resolve) => {
      request.resolve = resolve;
    });
    request.timer = setTimeout(() => settle(null), patience);
    return request;
  }

  function settle(token) {
    clearTimeout(waiting?.timer);
    waiting?.resolve(token);
    waiting = null;
  }

  return {
    ask,
    /** The host's answer, or a token that it gives unasked. */
    take({ token }) {
      if (typeof token !== 'string' || token.length === 0 || token.length > maxLength)
        return;
      keep(token);
      settle(token);
    },
    /** What a host that comes late must be asked. */
    pending: () => (waiting ? [['token', { reason: waiting.reason }]] : []),
  };
}
