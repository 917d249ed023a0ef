// Trying the bar with one's own phone: a session in the room where nothing counts.

import { t } from '../texts.js';
import { at } from '../view/dom.js';
import { fillBar } from '../view/findings.js';
import { say } from '../view/voice.js';
import { beginWatching } from '../watch.js';
import { showStep } from './steps-view.js';

export const practiceRoom = 'practice';

/** stream: the check's camera; ended({tried}) once, unless stop() came first. */
export function beginPractice(stream, token, ended) {
  let holdMs = 6000;
  let tried = false;

  const news = {
    hello(hello) {
      ({ holdMs } = hello);
      showBar(0);
    },
    verdict({ phoneVisible, phoneMs, cheatingDetected }) {
      tried ||= phoneVisible;
      showBar(cheatingDetected ? holdMs : phoneMs);
    },
    mark() {
      showStep('practice', 'running', t('practice.marked'));
      say(t('practice.marked'));
    },
    waiting: ({ attempt }) => attempt > 1 && finish('unreachable'), // No need to be patient here.
    expired: () => finish('expired'),
    failed: ({ problem }) => ended({ tried, problem }),
  };

  function showBar(phoneMs) {
    fillBar(at('practice-bar'), at('practice-text'), phoneMs, holdMs);
  }

  function finish(problem) {
    run.stop();
    ended({ tried, problem });
  }

  showStep('practice', 'running', t('practice.lead'));
  const session = { resume: null, token, room: practiceRoom, pictures: 'none' };
  const run = beginWatching(session, (type, facts) => news[type]?.(facts), async () => stream.clone());
  return { stop: () => run.stop(), finish: () => finish(null) };
}
