// Brings camera frames to the worker, also while the page is hidden.
//
// Chromium hands the whole track over to the worker, and the page's own state no longer matters.
//
// Elsewhere (Firefox; Safari has the processor in workers only) the worker's timer asks and the page answers. Browsers throttle a
// hidden page's timers and stop its animation frames; they do not hold back messages from its worker, and createImageBitmap needs
// neither. What remains out of our hands: a page that is busy answers late, a browser that freezes background tabs (phones do)
// stops the answers, and Safari on iPhones mutes the camera of a hidden page. The server sees such a gap as blind time, never as
// a phone. Where frames come this way the candidate is asked to keep the page in a window of its own.

/** Whether frames come without the page's help. */
export const feedsItself = () => 'MediaStreamTrackProcessor' in window;

/** readable: the track's frames, to transfer to the worker, or null where the worker must ask with nextFrame. */
export async function openFeed(stream) {
  const [track] = stream.getVideoTracks();
  if (feedsItself())
    return { readable: new MediaStreamTrackProcessor({ track }).readable, nextFrame: null, close() {} };

  const video = await playUnseen(stream);
  return {
    readable: null,
    nextFrame: () => createImageBitmap(video).catch(() => null),
    close() {
      video.srcObject = null;
      video.remove();
    },
  };
}

/** In the document, though unseen: Safari does not play a video that is not. */
async function playUnseen(stream) {
  const video = document.createElement('video');
  video.className = 'unseen';
  video.muted = true;
  video.playsInline = true;
  video.setAttribute('aria-hidden', 'true');
  video.srcObject = stream;
  document.body.append(video);
  try {
    await video.play();
  } catch (error) {
    video.remove();
    throw error;
  }
  return video;
}
