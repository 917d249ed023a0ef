// The exam's run: starts and stops it, turns its news into what the candidate sees, and keeps the token that resumes it.

import { markedSentence } from './sentences.js';
import { t } from './texts.js';
import * as view from './view/findings.js';
import { countReconnect, showProblem, showState } from './view/state-view.js';
import { beginWatching } from './watch.js';

/** Failures that pressing a button again may well mend. The others end in Start: a new beginning, not a repetition. */
const worthRetrying = new Set(['missing', 'refused', 'busy', 'lost', 'unusable', 'unreachable']);

/** store: where the resume token is; pass: where the candidate's own is; askForToken(reason) resolves to the next one or to null; report(type, facts) hears what an embedding page may know: verdict, mark, problem. */
export function exam({ room, store, pass, askForToken, report }) {
  let run = null;
  let attempts = 0;
  let holdMs = 0;
  let flagged = false; // by the session that runs

  function start() {
    if (run)
      return;
    showProblem(null);
    view.showMarked(null);
    showState('starting');
    run = beginWatching({ resume: store.read(), token: pass.read(), room, askForToken }, (type, facts) => news[type](facts));
  }

  function stop() {
    if (!run)
      return;
    run.stop();
    run = null;
    store.forget(); // The session is over; the next start is another one.
    showProblem(null);
    showState('stopped');
  }

  const news = {
    connecting({ config }) {
      ({ holdMs } = config);
      ({ attempts } = config.reconnect);
      view.clearFindings(holdMs);
      showState('connecting');
    },
    hello(hello) {
      ({ holdMs } = hello);
      store.keep(hello.resume);
      view.showPictureMode(hello.pictures);
      showState('watching');
      flagged = hello.cheatingDetected;
      if (!hello.resumed)
        return;
      view.showResumed();
      view.showTotal(hello.phoneSeconds);
      if (hello.cheatingDetected)
        view.showMarked(markedSentence(holdMs));
    },
    waiting({ attempt, anew }) {
      if (anew)
        store.forget();
      view.showWaiting();
      showState('reconnecting', { attempt, attempts });
    },
    async expired() {
      view.showWaiting();
      showState('reconnecting', { attempt: 1, attempts });
      const asking = run;
      const token = await askForToken('expired');
      if (token === null)
        pass.forget(); // A reload must not come with it again.
      asking.renew(token);
    },
    attempting: countReconnect,
    picture: ({ blob }) => view.screen.show(blob),
    verdict(verdict) {
      if (verdict.imageUrl)
        view.screen.show(verdict.imageUrl); // Of an earlier frame: it was stored since the verdict before.
      view.showVerdict(verdict, holdMs);
      // Stays for the run, even if a later session knows nothing of the mark: a person will still review it. Or has: then it goes.
      if (verdict.cheatingDetected)
        view.showMarked(markedSentence(holdMs));
      else if (flagged)
        view.showMarked(null);
      flagged = verdict.cheatingDetected;
      const { cheatingDetected, phoneVisible, phoneMs, message } = verdict;
      report('verdict', { cheatingDetected, phoneVisible, phoneMs, message });
    },
    mark({ episode, at, phoneMs }) {
      view.showMarked(markedSentence(holdMs));
      report('mark', { episode, at, phoneMs });
    },
    trouble: ({ code }) => tellProblem(code, code && t('watch.trouble', { code })),
    silent: ({ ms }) => view.showSilence(ms),
    failed({ problem }) {
      run = null;
      if (problem === 'over')
        store.forget();
      tellProblem(problem, t(`problem.${problem}`));
      showState('failed', { begin: worthRetrying.has(problem) ? 'retry' : 'start' });
    },
  };

  function tellProblem(problem, text) {
    showProblem(text);
    if (problem)
      report('problem', { problem, text });
  }

  return { start, stop, isRunning: () => run !== null };
}
