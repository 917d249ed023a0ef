// Takes the newest camera frame on each tick and sends it; passes on what comes back. A worker, because a hidden page's timers are
// throttled and candidates have the exam in another tab. One worker lives for one run.
//
//   page → start {url, session, config, readable}, frame {frame}, visibility {hidden}, token {token}, stop {forGood}
//   page ← hello, verdict (with latencyMs), mark: the server's messages; picture {blob}, trouble {code}, silent {ms},
//          waiting {attempt, anew}, attempting, expired, want-frame, ended {reason}

import { openConnection } from './connection.js';
import { afterAnswer, afterFrame, nothingSent, unansweredMs } from './frame-log.js';
import { framesOfPage, framesOfTrack } from './frame-source.js';
import { grayJpegEncoder } from './gray-jpeg.js';
import { visibilityMessage } from './messages.js';
import { afterRefusal, noTrouble, persists } from './trouble.js';

/** Waiting longer than this for any answer is worth telling. */
const silentAfterMs = 2000;

/** Frames go out and nothing comes back: the network has dropped us without a word, and TCP may not notice for minutes. */
const deadAfterMs = 6_000;

let source, encoder, connection, timer, config;
let log = nothingSent;
let trouble = noTrouble;
let hidden = false;
let busy = false;

const tell = (type, facts) => self.postMessage({ type, ...facts });

const messages = {
  hello(hello) {
    encoder.limit({ width: config.width, maxPixels: hello.maxPixels, maxBytes: hello.maxFrameBytes });
    tickEvery(hello.intervalMs);
    if (hidden)
      connection.send(visibilityMessage(true));
    tell('hello', hello);
  },
  verdict(verdict) {
    connection.proven();
    if (trouble.since !== null)
      tell('trouble', { code: null });
    trouble = noTrouble;
    tell('verdict', { ...verdict, latencyMs: settle(verdict.frame) });
  },
  pace({ intervalMs, width }) {
    encoder.limit({ width });
    tickEvery(intervalMs);
  },
  error({ code, frame }) {
    settle(frame ?? 0);
    trouble = afterRefusal(trouble, performance.now());
    if (persists(trouble, performance.now()))
      tell('trouble', { code });
  },
  mark: (mark) => tell('mark', mark),
};

const hear = {
  message: (message) => messages[message.type](message),
  binary: (blob) => tell('picture', { blob }),
  waiting({ attempt, anew }) {
    log = nothingSent; // A new connection counts its frames from 1.
    trouble = noTrouble;
    tell('waiting', { attempt, anew });
  },
  attempting: () => tell('attempting'),
  expired() {
    log = nothingSent;
    trouble = noTrouble;
    tell('expired');
  },
  ended(reason) {
    clearInterval(timer);
    source.close();
    tell('ended', { reason });
    self.close();
  },
};

function settle(frame) {
  const { log: next, latencyMs } = afterAnswer(log, frame, performance.now());
  log = next;
  return latencyMs;
}

function tickEvery(intervalMs) {
  clearInterval(timer);
  timer = setInterval(tick, intervalMs);
}

async function tick() {
  const silentMs = unansweredMs(log, performance.now());
  if (silentMs > deadAfterMs)
    return connection.drop();
  if (silentMs > silentAfterMs)
    tell('silent', { ms: silentMs });
  if (busy || !connection.wantsFrame())
    return;
  busy = true;
  try {
    await sendNewest();
  } catch {
    // One bad frame is no reason to stop; the next tick brings another.
  } finally {
    busy = false;
  }
}

async function sendNewest() {
  const frame = await source.newest();
  if (frame === null)
    return;
  const jpeg = await encoder.encode(frame);
  if (jpeg === null || !connection.wantsFrame())
    return; // The socket went away meanwhile.
  connection.send(jpeg);
  log = afterFrame(log, performance.now());
}

const orders = {
  start({ url, session, readable, ...order }) {
    config = order.config;
    source = readable ? framesOfTrack(readable) : framesOfPage(() => tell('want-frame'));
    encoder = grayJpegEncoder(config);
    connection = openConnection(url, session, config.reconnect, hear);
  },
  frame: ({ frame }) => source.deliver(frame),
  visibility(order) {
    hidden = order.hidden;
    if (connection.isReady())
      connection.send(visibilityMessage(hidden));
  },
  token: ({ token }) => connection?.renew(token),
  stop({ forGood }) {
    clearInterval(timer);
    connection.close({ forGood }); // The worker ends when the server has heard the goodbye.
  },
};

self.onmessage = ({ data }) => orders[data.type](data);
