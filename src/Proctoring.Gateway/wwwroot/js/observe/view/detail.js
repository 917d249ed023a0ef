// One candidate: how they stand, their incidents, and what has happened.

import { number, t } from '../../texts.js';
import { at, setText } from '../../view/dom.js';
import { nameOf } from '../room.js';
import { incidentCard } from './incident.js';
import { clockTime, stateSentence } from './row.js';

/** api: see api.js; changed(): somebody has decided here. */
export function detailView({ api }) {
  let session = null;
  let cards = new Map();
  let drawn = 0;
  let turns = 0;
  const lookingAgain = new Map();

  function open(candidate, group) {
    session = candidate.session;
    cards = new Map();
    drawn = 0;
    at('incidents').replaceChildren();
    at('timeline').replaceChildren();
    at('detail').hidden = false;
    at('nobody').hidden = true;
    show(candidate, group);
    at('detail-name').focus();
    load(candidate);
  }

  function close() {
    session = null;
    at('detail').hidden = true;
    at('nobody').hidden = false;
  }

  /** candidate: null when there is nothing left of them. */
  function show(candidate, group) {
    if (!candidate)
      return close();
    setText(at('detail-name'), nameOf(candidate));
    setText(at('detail-state'), stateSentence(candidate, group));
    setText(at('detail-session'), sentenceOfSession(candidate));
    drawTimeline(candidate);
  }

  const sentenceOfSession = (candidate) =>
    [t('observe.session', { session: candidate.session }), t('observe.phoneSeconds', { seconds: number(candidate.phone_seconds, 1) })].join(' · ');

  /** Only what came since the last time; the newest on top. */
  function drawTimeline({ log, logged }) {
    const fresh = Math.min(log.length, logged - drawn);
    if (fresh > 0)
      at('timeline').prepend(...log.slice(-fresh).map(lineOf).reverse());
    while (at('timeline').childElementCount > log.length)
      at('timeline').lastElementChild.remove();
    drawn = logged;
  }

  /** The incidents that there are, those from before this page included. */
  async function load(candidate, tries = 10) {
    const asked = candidate.session;
    const { status, body } = await api.session(asked).catch(() => ({ status: 0 }));
    if (session !== asked)
      return;
    // A mark is told before its session is stored.
    if (status === 200 && body.episodes.length < candidate.marks && tries > 0)
      setTimeout(() => session === asked && load(candidate, tries - 1), 1_000);
    if (status === 200)
      for (const episode of body.episodes)
        await showIncident(asked, episode.incident);
    else if (status !== 404)
      at('incidents').append(Object.assign(document.createElement('p'), { className: 'quiet', textContent: t('observe.notLoaded') }));
  }

  async function showIncident(asked, id) {
    const turn = ++turns;
    const { status, body } = await api.incident(id).catch(() => ({ status: 0 }));
    if (session !== asked)
      return;
    const known = cards.get(id);
    if (known?.turn > turn)
      return; // A later answer was here first.
    if (status === 200)
      put(id, known ?? { card: incidentCard(body, { api }) }, turn, body);
    if (status !== 200 ? !known : body.evidence === 'pending')
      lookAgain(asked, id);
  }

  function put(id, entry, turn, body) {
    entry.turn = turn;
    if (cards.has(id))
      return entry.card.show(body);
    cards.set(id, entry);
    at('incidents').append(entry.card.element);
  }

  /** A mark is told before its incident is stored, and that before its pictures. */
  function lookAgain(asked, id) {
    clearTimeout(lookingAgain.get(id));
    lookingAgain.set(id, setTimeout(() => session === asked && showIncident(asked, id), 1_000));
  }

  /** Something has happened to this candidate. */
  function hear({ event, incident }) {
    if ((event === 'marked' || event === 'reviewed') && incident)
      showIncident(session, incident);
  }

  return { open, close, show, hear, session: () => session };
}

function lineOf({ event, at: time, episode, decision, presence }) {
  const line = document.createElement('li');
  const when = document.createElement('time');
  when.dateTime = time;
  when.textContent = clockTime(time, { seconds: true });
  const words = event === 'reviewed' ? t(`observe.event.${decision}`, { episode: number(episode) })
    : event === 'marked' ? t('observe.event.marked', { episode: number(episode) })
      : event === 'left' && presence === 'over' ? t('observe.event.over') : t(`observe.event.${event}`);
  line.dataset.event = event;
  line.append(when, ' ', words);
  return line;
}
