// Brings camera frames to the worker. Chromium hands the whole track over; elsewhere the worker asks and the page answers, because
// timers of a hidden page are throttled while messages from its worker are not.

/** readable: the track's frames, to transfer to the worker, or null where the worker must ask with nextFrame. */
export async function openFeed(stream) {
  const [track] = stream.getVideoTracks();
  if ('MediaStreamTrackProcessor' in window)
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
