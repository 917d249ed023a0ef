// What a candidate should know before the start.

import { aboutSentences } from '../sentences.js';
import { at } from './dom.js';

export function showAbout(config) {
  const items = aboutSentences(config, location.host).map((text) => Object.assign(document.createElement('li'), { textContent: text }));
  at('facts').replaceChildren(...items);
}
