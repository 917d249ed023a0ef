// A room's socket, kept up as after-close.js decides: a ticket, the socket, and after a loss all that was missed since.

import { socketUrl } from '../addresses.js';
import { afterClose, codeOfStatus, fresh } from './after-close.js';

const subprotocol = 'proctoring.room.v1';

/** Nothing may happen in a room for long, and nothing tells the page that the network is gone. So it asks when it has heard nothing for this long. */
const quietMs = 12_000;
const answerWithinMs = 5_000;

/** A socket that has said nothing by then is taken for lost. */
const openWithinMs = 15_000;

/**
 * api: see api.js; renew() gets a new token and resolves to whether there is one.
 * hear: {message(message), up(), down(), signIn(), ended(reason)}. signIn: nothing goes on before somebody has signed in; then call again().
 */
export function openLink(room, { api, renew, hear, since = () => null, chance = Math.random }) {
  const roomPath = encodeURIComponent(room);
  let state = fresh;
  let socket = null;
  let timer = 0;
  let isOver = false;
  let isConnecting = false;

  async function connect() {
    clearTimeout(timer);
    isConnecting = true;
    const ticket = await api.ask(`/api/rooms/${roomPath}/tickets`, { method: 'POST', body: {} }).catch(() => ({ status: 0 }));
    isConnecting = false;
    if (isOver)
      return;
    if (ticket.status !== 200)
      return closed(codeOfStatus(ticket.status));
    const url = socketUrl(`/ws/rooms/${roomPath}`);
    url.searchParams.set('ticket', ticket.body.ticket);
    if (since())
      url.searchParams.set('since', since());
    socket = new WebSocket(url, subprotocol);
    socket.onmessage = ({ data }) => heard(data);
    socket.onclose = ({ code }) => closed(code);
    timer = setTimeout(drop, openWithinMs);
  }

  function heard(text) {
    clearTimeout(timer);
    timer = setTimeout(ask, quietMs);
    state = fresh;
    const message = parsed(text);
    if (message === null)
      return;
    if (message.type === 'snapshot' || message.type === 'resumed')
      hear.up();
    hear.message(message);
  }

  async function ask() {
    const asked = socket;
    const isThere = await fetch('/check/ping', { cache: 'no-store', signal: AbortSignal.timeout(answerWithinMs) }).then(({ ok }) => ok, () => false);
    if (isOver || asked !== socket || socket?.readyState !== WebSocket.OPEN)
      return;
    if (!isThere)
      drop();
    else
      timer = setTimeout(ask, quietMs);
  }

  /** Gives a socket up that nothing comes from. */
  function drop() {
    clearTimeout(timer);
    const dead = socket;
    if (!dead)
      return;
    dead.onmessage = dead.onclose = null;
    dead.close();
    closed(1006);
  }

  async function closed(code) {
    clearTimeout(timer);
    socket = null;
    if (isOver)
      return;
    hear.down();
    const { state: next, action } = afterClose(state, code, chance());
    state = next;
    if (action.kind === 'end')
      return end(action.reason);
    if (action.renew && !(await renew()))
      return isOver || hear.signIn();
    if (!isOver)
      timer = setTimeout(connect, action.delayMs);
  }

  function end(reason) {
    close();
    hear.ended(reason);
  }

  function close() {
    isOver = true;
    clearTimeout(timer);
    socket?.close(1000);
  }

  function again() {
    if (!isOver && !isConnecting && socket === null) {
      state = fresh;
      connect();
    }
  }

  connect();
  return { again, drop, close };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
