// One candidate in the list. A state is a sign and words, never a colour alone.

import { number, t } from '../../texts.js';
import { setText } from '../../view/dom.js';
import { isDecided } from '../groups.js';
import { nameOf } from '../room.js';

export function makeRow(session) {
  const item = document.createElement('li');
  const row = document.createElement('button');
  row.type = 'button';
  row.className = 'row';
  row.dataset.session = session;
  row.tabIndex = -1;
  for (const part of ['name', 'state', 'facts']) {
    const span = document.createElement('span');
    span.className = part;
    row.append(span, ' ');
  }
  item.append(row);
  return item;
}

export function fillRow(row, candidate, group) {
  const [name, state, facts] = row.children;
  setText(name, nameOf(candidate));
  setText(state, stateSentence(candidate, group));
  setText(facts, factsSentence(candidate));
  if (row.dataset.group !== group)
    row.dataset.group = group;
  const phone = String(candidate.phone);
  if (row.dataset.phone !== phone)
    row.dataset.phone = phone;
}

/** What a person should know first; a mark goes on beside what is seen now. */
export function stateSentence(candidate, group) {
  const now = candidate.presence === 'expected' ? t(`observe.state.${group === 'later' ? 'later' : group === 'over' ? 'missed' : 'missing'}`, { at: candidate.starts ? clockTime(candidate.starts) : '' })
    : candidate.phone ? t('observe.state.phone') : t(`observe.state.${candidate.presence}`);
  if (group !== 'marked')
    return now;
  return `${t(isDecided(candidate) ? 'observe.state.confirmed' : 'observe.state.marked')} · ${now}`;
}

function factsSentence({ marks, dismissed, phone_seconds: seconds }) {
  const facts = [];
  if (marks > 0)
    facts.push(t(dismissed > 0 ? 'observe.marksDismissed' : 'observe.marks', { marks: number(marks), dismissed: number(dismissed) }));
  if (seconds > 0)
    facts.push(t('observe.phoneSeconds', { seconds: number(seconds, 1) }));
  return facts.join(' · ');
}

let clock = null;

/** A time of day as the language writes it. */
export function clockTime(time, { seconds = false } = {}) {
  clock ??= [false, true].map((second) => new Intl.DateTimeFormat(t('lang'), { hour: '2-digit', minute: '2-digit', ...(second && { second: '2-digit' }), ...(t('lang') === 'en' && { hourCycle: 'h23' }) }));
  return clock[seconds ? 1 : 0].format(new Date(time));
}
