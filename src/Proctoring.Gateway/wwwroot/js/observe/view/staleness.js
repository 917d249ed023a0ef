// Whether what is on view is of now. While it is not, says so, and for how long.

import { number, plural, t } from '../../texts.js';
import { at, setText } from '../../view/dom.js';

export function stalenessView() {
  let since = performance.now();
  let isUp = null; // null: not yet
  let timer = 0;

  function show() {
    const seconds = Math.floor((performance.now() - since) / 1000);
    setText(at('stale'), plural(isUp === null ? 'observe.connecting' : 'observe.stale', seconds, { seconds: number(seconds) }));
    at('stale').hidden = seconds < 1;
  }

  function tick() {
    clearInterval(timer);
    timer = setInterval(show, 1000);
    show();
  }

  function mark(state) {
    at('link').dataset.state = state;
    setText(at('link'), t(`observe.link.${state}`));
    at('room').classList.toggle('stale', state === 'down');
  }

  mark('connecting');
  tick();
  return {
    /** Whether it was down. */
    up() {
      const wasDown = isUp === false;
      isUp = true;
      clearInterval(timer);
      at('stale').hidden = true;
      mark('up');
      return wasDown;
    },
    /** Whether it was up. */
    down() {
      if (isUp !== true)
        return false;
      isUp = false;
      since = performance.now();
      mark('down');
      tick();
      return true;
    },
  };
}
