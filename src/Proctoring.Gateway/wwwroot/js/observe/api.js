// The gateway's API as the page asks it: with the token of whoever has signed in.

/** signIn: {token(), renew()}. An answer is {status, body, date}; body is null where there is no JSON. Throws where there is no answer. */
export function observerApi(signIn) {
  async function send(path, method, body) {
    const token = signIn.token();
    const answer = await fetch(path, {
      method,
      cache: 'no-store',
      headers: { ...(token && { Authorization: `Bearer ${token}` }), ...(body && { 'Content-Type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json().catch(() => null), date: Date.parse(answer.headers.get('Date')) || null };
  }

  async function ask(path, { method = 'GET', body } = {}) {
    const answer = await send(path, method, body);
    return answer.status === 401 && (await signIn.renew()) ? send(path, method, body) : answer;
  }

  return {
    ask,
    session: (id) => ask(`/api/sessions/${encodeURIComponent(id)}`),
    incident: (id) => ask(`/api/incidents/${encodeURIComponent(id)}`),
    evidence: (id) => ask(`/api/incidents/${encodeURIComponent(id)}/evidence`),
    review: (id, decision, note) => ask(`/api/incidents/${encodeURIComponent(id)}/review`, { method: 'POST', body: { decision, ...(note && { note }) } }),
    confirmed: (room, after) => ask(`/api/incidents?room=${encodeURIComponent(room)}&state=confirmed&limit=200${after ? `&after=${encodeURIComponent(after)}` : ''}`),
  };
}
