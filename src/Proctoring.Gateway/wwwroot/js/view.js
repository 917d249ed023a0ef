// The page's elements. Shows what it is told and decides nothing.

import { announcer } from './announcer.js';
import { pictureScreen } from './pictures.js';
import { texts } from './texts.js';

const at = (id) => document.getElementById(id);
const say = announcer(at('announcer'));
export const screen = pictureScreen(at('picture'));

for (const element of document.querySelectorAll('[data-text]'))
  element.textContent = texts[element.dataset.text];
for (const element of document.querySelectorAll('[data-label]'))
  element.setAttribute('aria-label', texts[element.dataset.label]);
document.title = texts.title;

/** button: the one that is offered, 'start', 'stop' or 'retry'. */
export function showState(state, button, facts) {
  setText('state', texts.states[state](facts));
  at('state').dataset.state = state;
  at('watch').dataset.state = state;
  const running = button === 'stop';
  const seen = running && state !== 'starting';
  at('about').hidden = seen;
  at('watch').hidden = !seen;
  at('stop-hint').hidden = !running;
  offer(button);
}

/** The keyboard's focus goes along when the button under it makes way for another. */
function offer(button) {
  const buttons = ['start', 'stop', 'retry'].map(at);
  const hadFocus = buttons.includes(document.activeElement);
  for (const each of buttons)
    each.hidden = each.id !== button;
  if (hadFocus)
    at(button).focus();
}

export function showProblem(sentence) {
  setText('problem', sentence ?? '');
  at('problem').hidden = !sentence;
}

export function showMarked(sentence) {
  setText('marked', sentence ?? '');
  at('marked').hidden = !sentence;
}

export function showMessage(message) {
  setText('message', message);
  say(message);
}

export function showBar(phoneMs, holdMs) {
  const bar = at('bar');
  bar.max = holdMs;
  bar.value = phoneMs;
  const words = texts.barValue(phoneMs, holdMs);
  setText('bar-text', words);
  bar.setAttribute('aria-valuetext', words);
}

export function showCounts(counts) {
  const lines = Object.entries(counts).map(([label, count]) => `${label}: ${count}`);
  const wanted = lines.length > 0 ? lines : [texts.noCounts];
  const list = at('counts');
  if ([...list.children].map((item) => item.textContent).join() === wanted.join())
    return;
  list.replaceChildren(...wanted.map((line) => Object.assign(document.createElement('li'), { textContent: line })));
}

export function showLatency(words) {
  setText('latency', words);
}

export function showPicture(blob) {
  screen.show(blob);
}

export function countReconnect() {
  const page = document.documentElement.dataset;
  page.reconnects = Number(page.reconnects) + 1;
}

/** Setting the same text again would make a live region speak again. */
function setText(id, text) {
  if (at(id).textContent !== text)
    at(id).textContent = text;
}
