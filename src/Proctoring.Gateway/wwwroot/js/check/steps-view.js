// The check's list: each step's result in a word and a sentence.

import { plural, t } from '../texts.js';
import { at, setText } from '../view/dom.js';
import { say } from '../view/voice.js';

const steps = ['camera', 'light', 'delay', 'upload', 'practice'];

const stepAt = (step) => document.querySelector(`#steps [data-step="${step}"]`);

export function clearSteps() {
  for (const step of steps)
    showStep(step, 'waiting', '');
  at('outcome').hidden = true;
}

/** result: 'waiting', 'running', 'good', 'bad' or 'skipped'. */
export function showStep(step, result, advice) {
  const item = stepAt(step);
  item.dataset.result = result;
  setText(item.querySelector('.result'), t(`check.result.${result}`));
  setText(item.querySelector('.advice'), advice);
  item.querySelector('.advice').hidden = !advice;
}

/** Said once, at the end: five results one after the other would be chatter, and each stands in its step. */
export function showOutcome(bad) {
  const sentence = bad === 0 ? t('check.ready') : plural('check.notReady', bad, { count: bad });
  setText(at('outcome-text'), sentence);
  at('outcome').classList.toggle('calm', bad === 0);
  at('outcome').hidden = false;
  say(sentence);
}

export const countBad = () => document.querySelectorAll('#steps [data-result="bad"]').length;

export function offerPractice(...buttons) {
  for (const id of ['practice-start', 'practice-skip', 'practice-end'])
    at(id).hidden = !buttons.includes(id);
  at('practice-bar-row').hidden = !buttons.includes('practice-end');
}
