// Takes the newest camera frame on each tick and sends it; passes on what comes back. A worker, because a hidden page's timers are
// throttled and candidates have the exam in another tab. One worker lives for one run.
//
//   page → start {url, config, readable}, frame {frame}, stop
//   page ← opened, waiting {attempt}, attempting, picture {blob}, answer {answer, latency}, silent {ms}, want-frame, ended {reason}

import { openConnection } from './connection.js';
import { framesOfPage, framesOfTrack } from './frame-source.js';
import { grayJpegEncoder } from './gray-jpeg.js';
import { afterAnswer, afterFrame, noFrames, unansweredMs } from './latency.js';
import { readAnswer } from './verdict.js';

/** Waiting longer than this for any answer is worth telling. */
const silentAfterMs = 2000;

let source, encode, connection, timer;
let frames = noFrames;
let busy = false;

const tell = (type, facts) => self.postMessage({ type, ...facts });

const hear = {
  opened: () => tell('opened'),
  binary: (blob) => tell('picture', { blob }),
  text(text) {
    const answer = readAnswer(text);
    if (answer === null)
      return;
    const { state, latency } = afterAnswer(frames, performance.now());
    frames = state;
    if (answer.kind === 'verdict')
      connection.proven();
    tell('answer', { answer, latency });
  },
  waiting(attempt) {
    frames = noFrames;
    tell('waiting', { attempt });
  },
  attempting: () => tell('attempting'),
  ended(reason) {
    clearInterval(timer);
    source.close();
    tell('ended', { reason });
    self.close();
  },
};

async function tick() {
  const silentMs = unansweredMs(frames, performance.now());
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
  const jpeg = await encode(frame);
  if (!connection.wantsFrame())
    return; // The socket went away meanwhile.
  connection.send(jpeg);
  frames = afterFrame(frames, performance.now());
}

const orders = {
  start({ url, config, readable }) {
    source = readable ? framesOfTrack(readable) : framesOfPage(() => tell('want-frame'));
    encode = grayJpegEncoder(config);
    connection = openConnection(url, config.reconnect, hear);
    timer = setInterval(tick, config.intervalMs);
  },
  frame: ({ frame }) => source.deliver(frame),
  stop() {
    clearInterval(timer);
    connection.close(); // The worker ends when the server has heard the goodbye.
  },
};

self.onmessage = ({ data }) => orders[data.type](data);
