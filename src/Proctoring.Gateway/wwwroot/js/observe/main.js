// The page of those who watch over a room.
//
//   link ─▶ room ─▶ roster ─▶ list, once a frame
//   socket  state   order     rows of the candidates that changed

import { pageOptions } from '../page-options.js';
import { chosenLanguage, loadTexts, number, plural, t } from '../texts.js';
import { at, fillTexts, setText } from '../view/dom.js';
import { observerApi } from './api.js';
import { groupOf, needsPerson } from './groups.js';
import { listenForKeys } from './keys.js';
import { openLink } from './link.js';
import { emptyRoom, hearRoom } from './room.js';
import { roster } from './roster.js';
import { SignInError } from './signin/oidc.js';
import { signIn } from './signin/sign-in.js';
import { tone } from './sound.js';
import { stalenessView } from './view/staleness.js';
import { detailView } from './view/detail.js';
import { listView } from './view/list.js';
import { roomVoice } from './voice.js';

/** How often time alone may move somebody: who was to come by now has not. */
const lookMs = 5_000;

/** Somebody who cannot be signed in again without their doing is asked this long before. */
const askEarlyMs = 120_000;

const hiddenMs = 500;

const { language, direction } = pageOptions(location.search);
const [config] = await Promise.all([fetchConfig(), loadTexts(chosenLanguage(language ? [language] : navigator.languages))]);
document.documentElement.lang = t('lang');
document.documentElement.dir = direction ?? t('dir');
fillTexts(document, t);
at('page').hidden = false;

const way = config ? await signIn(config).catch((error) => (tellSignInProblem(error), null)) : null;
const roomName = pageOptions(location.search).room ?? config?.room; // a sign-in has changed the address
at('title').textContent = t('observe.title', { room: roomName ?? '' });
document.title = at('title').textContent;

if (!config)
  showProblem(t('observe.problem.unreachable'));
else if (config.signIn === 'closed')
  showProblem(t('observe.problem.closed'));
else if (way && (config.signIn === 'open' || way.token()))
  watch(way);
else if (way)
  askToSignIn(way, t(config.signIn === 'oidc' ? 'observe.pleaseSignIn' : 'observe.problem.noToken'));

async function fetchConfig() {
  try {
    const answer = await fetch('/observe/config.json', { cache: 'no-store' });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

function watch(way) {
  const room = emptyRoom();
  const order = roster();
  const api = observerApi(way);
  const sound = tone();
  const voice = roomVoice(at('announcer'));
  const stale = stalenessView();
  const dirty = new Set();
  let clockAhead = 0;
  let frame = 0;
  let isAllNew = false;

  const now = () => Date.now() + clockAhead;
  const groupNow = (session) => order.group(session) ?? 'over';
  const held = {
    show(count) {
      at('held').hidden = count === 0;
      if (count > 0)
        setText(at('held-text'), plural('observe.held', count, { count: number(count) }));
    },
  };
  const list = listView(at('list'), held, { candidates: () => room.candidates, order, open });
  const detail = detailView({ api });

  function hear(message) {
    const { changed, happened } = hearRoom(room, message);
    if (changed === null) {
      isAllNew = true;
      learnDecisions();
    } else {
      for (const session of changed)
        dirty.add(session);
    }
    if (happened?.event === 'marked') {
      sound.play();
      voice.marked(happened.candidate);
    }
    if (happened && happened.candidate.session === detail.session())
      detail.hear(happened);
    drawSoon();
  }

  /** Once a frame; behind another tab there are none, and the title still has its number. */
  function drawSoon() {
    frame ||= document.hidden ? setTimeout(draw, hiddenMs) : requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    if (isAllNew) {
      order.clear();
      for (const [session, candidate] of room.candidates)
        order.place(session, candidate, now());
      list.fill();
    } else {
      for (const session of dirty)
        list.update(session, order.place(session, room.candidates.get(session) ?? null, now()));
      list.settle();
    }
    const open = detail.session();
    if (open !== null && (isAllNew || dirty.has(open)))
      detail.show(room.candidates.get(open) ?? null, groupNow(open));
    dirty.clear();
    isAllNew = false;
    showSummary();
  }

  function showSummary() {
    const size = room.candidates.size;
    at('empty').hidden = size > 0;
    const urgent = [...needsPerson].reduce((sum, group) => sum + order.count(group), 0);
    setText(at('summary'), `${plural('observe.needPerson', urgent, { count: number(urgent) })} · ${plural('observe.inRoom', size, { count: number(size) })}`);
    document.title = urgent > 0 ? `(${number(urgent)}) ${at('title').textContent}` : at('title').textContent;
  }

  /** What was decided before this page was opened: who is done with comes after who is not. */
  async function learnDecisions() {
    for (let after = null, pages = 0; pages < 10; pages++) {
      const { status, body } = await api.confirmed(roomName, after).catch(() => ({ status: 0 }));
      if (status !== 200)
        return;
      for (const { session, episode } of body.incidents) {
        const candidate = room.candidates.get(session);
        if (candidate && !candidate.decisions.has(episode)) {
          candidate.decisions.set(episode, 'confirmed');
          dirty.add(session);
        }
      }
      drawSoon();
      if ((after = body.next) === null)
        return;
    }
  }

  function open(session) {
    const candidate = room.candidates.get(session);
    if (!candidate)
      return;
    at('room').classList.add('opened');
    list.select(session);
    detail.open(candidate, groupNow(session));
  }

  function close() {
    const session = detail.session();
    if (session === null) {
      if (at('search').value !== '')
        search('');
      return;
    }
    at('room').classList.remove('opened');
    detail.close();
    list.select(null);
    list.focus(session);
  }

  function search(words) {
    if (at('search').value !== words)
      at('search').value = words;
    const found = list.search(words);
    setText(at('found'), found === null ? '' : plural('observe.found', found, { count: number(found) }));
  }

  const link = openLink(roomName, {
    api: { ...api, ask: (path, what) => api.ask(path, what).then((answer) => (answer.date && (clockAhead = answer.date - Date.now()), answer)) },
    renew: () => way.renew(),
    since: () => room.entry,
    hear: {
      message: hear,
      up() {
        showProblem(null);
        at('room').hidden = false;
        if (stale.up())
          voice.say(t('observe.aloud.back'));
      },
      down() {
        if (stale.down())
          voice.say(t('observe.aloud.lost'));
      },
      signIn: () => askToSignIn(way, t(way.begin ? 'observe.signedOut' : 'observe.problem.tokenExpired')),
      ended(reason) {
        stale.down();
        showProblem(t(`observe.problem.${reason}`));
      },
    },
  });

  at('who').textContent = way.who() ? t('observe.signedInAs', { name: way.who() }) : '';
  at('close').addEventListener('click', close);
  at('sort').addEventListener('click', () => list.settle({ force: true }));
  at('search').addEventListener('input', () => search(at('search').value));
  at('sound').addEventListener('click', async () => {
    await sound.turn(!sound.isOn());
    at('sound').setAttribute('aria-pressed', String(sound.isOn()));
  });
  listenForKeys({ list, search: at('search'), close, sort: () => list.settle({ force: true }) });

  setInterval(() => {
    for (const [session, candidate] of room.candidates)
      if (groupOf(candidate, now()) !== order.group(session))
        dirty.add(session);
    list.settle();
    if (dirty.size > 0)
      drawSoon();
    lookAtSignIn(way);
  }, lookMs);
  window.addEventListener('online', link.again);
  window.addEventListener('offline', link.drop);
  // The exam system opens the page once more, with another token.
  window.addEventListener('hashchange', () => {
    if (way.takeAnother()) {
      showProblem(null);
      link.again();
    }
  });
}

/** Before a sign-in ends it is renewed, or somebody is asked. */
function lookAtSignIn(way) {
  const left = (way.expires() ?? Infinity) - Date.now();
  if (way.renewsItself?.()) {
    if (left < way.earlyMs)
      way.renew();
  } else if (way.begin && left < askEarlyMs && at('problem').hidden) {
    askToSignIn(way, t('observe.endsSoon'));
  }
}

function askToSignIn(way, sentence) {
  showProblem(sentence);
  at('sign-in').hidden = way.begin === null;
  at('sign-in').onclick = () => way.begin().catch(tellSignInProblem);
}

function tellSignInProblem(error) {
  showProblem(t(error instanceof SignInError ? 'observe.problem.signIn' : 'observe.problem.authority', { reason: error.message }));
  if (error instanceof SignInError) {
    at('sign-in').hidden = false;
    at('sign-in').onclick = () => location.reload(); // What came back is no longer in the address.
  }
}

function showProblem(sentence) {
  at('problem').hidden = !sentence;
  setText(at('problem-text'), sentence ?? '');
  at('sign-in').hidden = true;
}
