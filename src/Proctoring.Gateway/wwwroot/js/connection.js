// The socket to the server, kept up as reconnect.js decides. Tells its owner what happens; knows nothing of cameras or pages.

import { afterLoss, fresh } from './reconnect.js';

/**
 * hear: {opened(), binary(blob), text(string), waiting(attempt), attempting(), ended(reason)}.
 * proven() says that the server has answered, which gives all attempts back.
 */
export function openConnection(url, policy, hear) {
  let attempts = fresh;
  let socket = null;
  let timer = 0;
  let closedByUs = false;

  function connect() {
    socket = new WebSocket(url);
    socket.onopen = () => hear.opened();
    socket.onmessage = ({ data }) => (typeof data === 'string' ? hear.text(data) : hear.binary(data));
    socket.onclose = ({ code }) => lost(code);
  }

  function lost(code) {
    const { state, action } = afterLoss(attempts, { code, byUs: closedByUs }, policy, Math.random());
    attempts = state;
    if (action.kind === 'end') {
      hear.ended(action.reason);
      return;
    }
    hear.waiting(action.attempt);
    timer = setTimeout(() => {
      hear.attempting();
      connect();
    }, action.delayMs);
  }

  connect();
  return {
    /** False while the last frame is still on its way out: a slow line gets fewer frames, never late ones. */
    wantsFrame: () => socket.readyState === WebSocket.OPEN && socket.bufferedAmount === 0,
    send: (blob) => socket.send(blob),
    proven() {
      attempts = fresh;
    },
    close() {
      closedByUs = true;
      clearTimeout(timer);
      if (socket.readyState === WebSocket.CLOSED)
        hear.ended('stopped');
      else
        socket.close(1000);
    },
  };
}
