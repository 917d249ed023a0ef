// The candidate's own picture, shown on this computer and looked at for light.

import { at } from '../view/dom.js';
import { judgeLight } from './light.js';

/** A camera takes a moment to adapt to the light. */
const looks = 8;
const lookEveryMs = 300;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function preview() {
  const video = at('preview');

  async function show(stream) {
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
  }

  /** The first good verdict on the light, else the last one. */
  async function light() {
    const context = new OffscreenCanvas(64, 48).getContext('2d', { willReadFrequently: true });
    let verdict;
    for (let look = 0; look < looks && verdict !== 'good'; look++) {
      await pause(lookEveryMs);
      context.drawImage(video, 0, 0, 64, 48);
      verdict = judgeLight(context.getImageData(0, 0, 64, 48).data);
    }
    return verdict;
  }

  function hide() {
    video.srcObject = null;
    video.hidden = true;
  }

  return { show, light, hide };
}
