// A session's socket, kept up as reconnect.js decides: says start, resumes after a loss. Knows nothing of cameras or pages.

import { readMessage, startMessage, stopMessage, subprotocol } from './messages.js';
import { afterLoss, fresh } from './reconnect.js';

/** A server that has not said hello by then is taken for lost: browsers themselves wait for minutes. */
const helloWithinMs = 6_000;

/**
 * session: {resume, token, room, pictures} as in startMessage; hear: {message(message), binary(blob), waiting({attempt, anew}), attempting(),
 * expired(), ended(reason)}. After expired() nothing happens before renew(token).
 * proven() says that the server does its work, which gives all attempts back.
 */
export function openConnection(url, session, policy, hear) {
  let { resume, token } = session;
  let attempts = fresh;
  let socket = null;
  let timer = 0;
  let greeted = false;
  let closedByUs = false;
  let isExpired = false;

  function connect() {
    greeted = false;
    socket = new WebSocket(url, subprotocol);
    socket.onopen = () => socket.send(startMessage({ ...session, resume, token }));
    socket.onmessage = ({ data }) => (typeof data === 'string' ? read(data) : hear.binary(data));
    socket.onclose = ({ code }) => lost(code);
    timer = setTimeout(drop, helloWithinMs);
  }

  function read(text) {
    const message = readMessage(text);
    if (message?.type === 'hello') {
      clearTimeout(timer);
      greeted = true;
      resume = message.resume;
    }
    if (message !== null)
      hear.message(message);
  }

  function lost(code) {
    clearTimeout(timer);
    greeted = false;
    const { state, action } = afterLoss(attempts, { code, byUs: closedByUs }, policy, Math.random());
    attempts = state;
    if (action.kind === 'end') {
      hear.ended(action.reason);
      return;
    }
    if (action.kind === 'renew') {
      isExpired = true;
      hear.expired();
      return;
    }
    if (action.anew)
      resume = null;
    hear.waiting(action);
    timer = setTimeout(() => {
      hear.attempting();
      connect();
    }, action.delayMs);
  }

  /** Gives up a socket that nothing comes from. Its own goodbye would wait for an answer; nobody listens any more. */
  function drop() {
    const dead = socket;
    dead.onopen = dead.onmessage = dead.onclose = null;
    dead.close();
    lost(1006);
  }

  connect();
  return {
    isReady: () => greeted,
    /** False while the last frame is still on its way out: a slow line gets fewer frames, never late ones. */
    wantsFrame: () => greeted && socket.readyState === WebSocket.OPEN && socket.bufferedAmount === 0,
    send: (data) => socket.send(data),
    drop,
    /** The candidate's next token; null where there will be none. */
    renew(next) {
      token = next ?? token;
      if (!isExpired)
        return; // For the next connection.
      isExpired = false;
      if (next === null)
        return hear.ended('expired');
      hear.attempting();
      connect();
    },
    proven() {
      attempts = fresh;
    },
    /** forGood ends the session; without it the session can be resumed. */
    close({ forGood }) {
      closedByUs = true;
      clearTimeout(timer);
      if (forGood && greeted && socket.readyState === WebSocket.OPEN)
        socket.send(stopMessage());
      if (socket.onclose === null || socket.readyState === WebSocket.CLOSED)
        hear.ended('stopped');
      else
        socket.close(1000);
    },
  };
}
