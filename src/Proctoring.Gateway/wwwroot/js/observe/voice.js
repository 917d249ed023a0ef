// What a screen reader is told of a room: new marks and the connection, gathered, so that a busy room does not talk all the time.

import { plural, t } from '../texts.js';
import { nameOf } from './room.js';

/** Marks within this long are told together. */
const gatherMs = 3_000;

/** Names are told of so many; of more, their number. */
const mostNames = 3;

export function roomVoice(element) {
  const marked = new Set();
  let timer = 0;

  function tell() {
    timer = 0;
    say(marked.size <= mostNames ? t('observe.aloud.marked', { names: [...marked].join(', ') }) : plural('observe.aloud.manyMarked', marked.size, { count: marked.size }));
    marked.clear();
  }

  function say(sentence) {
    element.textContent = sentence;
  }

  return {
    say,
    marked(candidate) {
      marked.add(nameOf(candidate));
      timer ||= setTimeout(tell, gatherMs);
    },
  };
}
