// One run, from the server's settings over the camera to the worker. What a run opens, its stop() closes.

import { openFeed } from './camera-feed.js';
import { openCamera, Problem } from './camera.js';
import { socketUrl } from './addresses.js';
import { fetchConfig } from './config.js';

/**
 * session: {resume, token, room, pictures} as in startMessage, and askForToken(reason), which resolves to another token or to null; getStream(config) gives the camera.
 * tell(type, facts) hears the worker's news and: connecting {config}, failed {problem}. After stop() or failed it hears nothing more.
 */
export function beginWatching({ askForToken = async () => null, ...session }, tell, getStream = openCamera) {
  let { token } = session;
  let over = false;
  let stream, feed, worker;

  function close(forGood) {
    over = true;
    document.removeEventListener('visibilitychange', tellVisibility);
    worker?.postMessage({ type: 'stop', forGood });
    feed?.close();
    stream?.getTracks().forEach((track) => track.stop());
  }

  function fail(problem) {
    if (over)
      return;
    close(false); // A camera that was unplugged does not end the session: trying again goes on with it.
    tell('failed', { problem });
  }

  async function open() {
    if (!supported())
      throw new Problem('unsupported');
    const config = await fetchConfig();
    if (over)
      return;
    if (config.needsToken && !token)
      token = await askForToken('missing');
    if (over)
      return;
    if (config.needsToken && !token)
      throw new Problem('link');
    stream = await getStream(config);
    if (over)
      return close(true); // Stopped while the browser was asking for permission.
    stream.getVideoTracks()[0].addEventListener('ended', () => fail('lost'));
    feed = await openFeed(stream);
    if (over)
      return close(true);
    tell('connecting', { config });
    startWorker(config);
  }

  function startWorker(config) {
    worker = new Worker(new URL('./worker/capture-worker.js', import.meta.url), { type: 'module' });
    worker.onerror = () => fail('unsupported');
    worker.onmessage = ({ data }) => hear(data);
    const { readable } = feed;
    worker.postMessage({ type: 'start', url: socketUrl(config.socketPath).href, session: { ...session, token }, config, readable }, readable ? [readable] : []);
    tellVisibility();
    document.addEventListener('visibilitychange', tellVisibility);
  }

  function tellVisibility() {
    worker.postMessage({ type: 'visibility', hidden: document.hidden });
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
  return { stop: () => close(true), renew: (next) => over || worker.postMessage({ type: 'token', token: next }) };
}

function supported() {
  return 'Worker' in window && 'createImageBitmap' in window && Boolean(window.OffscreenCanvas?.prototype.convertToBlob);
}
