// Which state the page is in: the status line, what is on view, and the buttons on offer.

import { t } from '../texts.js';
import { at, keepingFocus, setText } from './dom.js';
import { say } from './voice.js';

/** What each state shows beside the status line. starting still shows what is sent: the browser may be asking for the camera. */
const sections = { idle: 'about', starting: 'about', stopped: 'about', failed: 'about', checking: 'check' };

/** The buttons on offer; 'start' or 'retry' comes from the caller where there is a choice. */
const running = new Set(['starting', 'connecting', 'watching', 'reconnecting']);

const listeners = [];
let current = 'idle';

export function onState(listener) {
  listeners.push(listener);
}

export const currentState = () => ({ state: current, text: at('state').textContent });

/** facts fill in the sentence. begin: the button that begins a run, 'start' or, after a failure worth repeating, 'retry'. */
export function showState(state, { begin = 'start', ...facts } = {}) {
  const changed = state !== current;
  current = state;
  setText(at('state'), t(`state.${state}`, facts));
  if (at('state').dataset.state !== state)
    at('state').dataset.state = state;
  keepingFocus(() => showParts(state, begin), () => successor(state, begin));
  if (changed)
    announce(state);
  for (const listener of listeners)
    listener(currentState());
}

function showParts(state, begin) {
  const shown = sections[state] ?? 'watch';
  for (const section of ['about', 'check', 'watch'])
    at(section).hidden = section !== shown;
  at('watch').dataset.state = state;
  const offered = running.has(state) ? ['stop', 'stop-hint'] : state === 'checking' ? ['start', 'leave'] : [begin, 'look'];
  for (const each of ['start', 'stop', 'retry', 'look', 'leave', 'stop-hint'])
    at(each).hidden = !offered.includes(each);
}

const successor = (state, begin) => at(running.has(state) ? 'stop' : state === 'checking' ? 'check-title' : begin);

/** A failure speaks through its problem, which is an alert; attempts are not counted aloud. */
function announce(state) {
  const aloud = { reconnecting: t('reconnectingAloud'), watching: t('watch.title'), failed: '', checking: '' };
  say(aloud[state] ?? at('state').textContent, 'state');
}

/** sentence: null for none. */
export function showProblem(sentence) {
  setText(at('problem'), sentence ?? '');
  at('problem').hidden = !sentence;
}

export function countReconnect() {
  const page = document.documentElement.dataset;
  page.reconnects = Number(page.reconnects) + 1;
}
