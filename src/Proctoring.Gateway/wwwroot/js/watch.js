// One run, from the server's settings over the camera to the worker. What a run opens, its stop() closes.

import { openFeed } from './camera-feed.js';
import { openCamera, Problem } from './camera.js';

/**
 * tell(type, facts) hears the worker's news and: connecting {config}, failed {problem}. After stop() or failed it hears nothing more.
 */
export function beginWatching(tell) {
  let over = false;
  let stream, feed, worker;

  function stop() {
    over = true;
    worker?.postMessage({ type: 'stop' });
    feed?.close();
    stream?.getTracks().forEach((track) => track.stop());
  }

  function fail(problem) {
    if (over)
      return;
    stop();
    tell('failed', { problem });
  }

  async function open() {
    if (!supported())
      throw new Problem('unsupported');
    const config = await fetchConfig();
    if (over)
      return;
    stream = await openCamera(config);
    if (over)
      return stop(); // Stopped while the browser was asking for permission.
    stream.getVideoTracks()[0].addEventListener('ended', () => fail('lost'));
    feed = await openFeed(stream);
    if (over)
      return stop();
    tell('connecting', { config });
    startWorker(config);
  }

  function startWorker(config) {
    worker = new Worker(new URL('./capture-worker.js', import.meta.url), { type: 'module' });
    worker.onerror = () => fail('unsupported');
    worker.onmessage = ({ data }) => hear(data);
    const { readable } = feed;
    worker.postMessage({ type: 'start', url: socketUrl(config), config, readable }, readable ? [readable] : []);
  }

  async function hear({ type, ...facts }) {
    if (over)
      return;
    if (type === 'want-frame')
      await giveFrame();
    else if (type === 'ended')
      fail(facts.reason);
    else
      tell(type, facts);
  }

  async function giveFrame() {
    const frame = await feed.nextFrame();
    worker.postMessage({ type: 'frame', frame }, frame ? [frame] : []);
  }

  open().catch((error) => fail(error.problem ?? 'unusable'));
  return { stop };
}

function supported() {
  return 'Worker' in window && 'createImageBitmap' in window && Boolean(window.OffscreenCanvas?.prototype.convertToBlob);
}

async function fetchConfig() {
  try {
    const response = await fetch('/config.json', { cache: 'no-store' });
    if (response.ok)
      return await response.json();
  } catch {
    // No answer, or not JSON: to the candidate the same as a server that is away.
  }
  throw new Problem('unreachable');
}

function socketUrl(config) {
  const url = new URL(config.socketPath, location.href);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
