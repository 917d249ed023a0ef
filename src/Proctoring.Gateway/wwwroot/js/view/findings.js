// What the server found, as the candidate sees it during the exam.

import { barSentence, detectionSentence, labelName } from '../sentences.js';
import { number, t } from '../texts.js';
import { at, setText } from './dom.js';
import { pictureScreen } from './pictures.js';
import { hush, say, sayFinding } from './voice.js';

export const screen = pictureScreen(at('picture'));

/** mode: what hello says of pictures. */
export function showPictureMode(mode) {
  setText(at('no-picture'), t(mode === 'none' ? 'watch.picturesOff' : 'watch.noPicture'));
}

/** Nothing is known yet of this run. */
export function clearFindings(holdMs) {
  screen.clear();
  showCounts({});
  showTotal(0);
  showBar(0, holdMs);
  showWaiting();
  showMarked(null);
  at('resumed').hidden = true;
}

/** The last verdict no longer says anything about now. */
export function showWaiting() {
  hush();
  setText(at('message'), t('watch.noVerdict'));
  setText(at('latency'), t('watch.latencyUnknown'));
}

export function showSilence(ms) {
  showWaiting();
  setText(at('latency'), t('watch.noAnswer', { seconds: number(Math.floor(ms / 1000)) }));
}

export function showVerdict(verdict, holdMs) {
  const sentence = detectionSentence(verdict.message);
  setText(at('message'), sentence);
  sayFinding(sentence);
  showCounts(verdict.objectCount);
  // A marked session's bar stays full: what was marked does not become unmarked.
  showBar(verdict.cheatingDetected ? holdMs : verdict.phoneMs, holdMs);
  showTotal(verdict.phoneSeconds);
  if (verdict.latencyMs !== null)
    setText(at('latency'), t('watch.latencyValue', { ms: number(Math.round(verdict.latencyMs)) }));
}

export function showMarked(sentence) {
  if (sentence && at('marked').hidden)
    say(sentence);
  setText(at('marked'), sentence ?? '');
  at('marked').hidden = !sentence;
}

export function showResumed() {
  at('resumed').hidden = false;
}

export function showTotal(seconds) {
  setText(at('total'), t('watch.seconds', { seconds: number(seconds, 1) }));
}

function showBar(phoneMs, holdMs) {
  fillBar(at('bar'), at('bar-text'), phoneMs, holdMs);
}

/** Shared with practice, which has a bar of its own. */
export function fillBar(bar, text, phoneMs, holdMs) {
  bar.max = holdMs;
  bar.value = Math.min(phoneMs, holdMs);
  const words = barSentence(bar.value, holdMs);
  setText(text, words);
  bar.setAttribute('aria-valuetext', words);
}

function showCounts(counts) {
  const lines = Object.entries(counts).map(([label, count]) => `${labelName(label)}: ${number(count)}`);
  const wanted = lines.length > 0 ? lines : [t('watch.noCounts')];
  const list = at('counts');
  if ([...list.children].map((item) => item.textContent).join() === wanted.join())
    return;
  list.replaceChildren(...wanted.map((line) => Object.assign(document.createElement('li'), { textContent: line })));
}
