// The candidates by group, as the roster has them. A row is its candidate's for as long as there is one: it moves, and is never made anew,
// so the keyboard's focus stays where it was. While somebody is about to press, nothing moves.

import { number, t } from '../../texts.js';
import { setText } from '../../view/dom.js';
import { groups, needsPerson } from '../groups.js';
import { nameOf } from '../room.js';
import { fillRow, makeRow } from './row.js';

/** After a key in the list its order stands for this long. */
const keyHoldMs = 8_000;

/** open(session): somebody wants to see more. */
export function listView(root, held, { candidates, order, open }) {
  const rows = new Map();
  const waiting = new Set();
  const sections = new Map(groups.map((group) => [group, makeSection(group)]));
  let isUnderPointer = false;
  let heldUntil = 0;
  let wanted = '';
  let current = null;

  for (const { section } of sections.values())
    root.append(section);
  root.addEventListener('pointerenter', ({ pointerType }) => (isUnderPointer = pointerType === 'mouse'));
  root.addEventListener('pointerleave', () => {
    isUnderPointer = false;
    settle();
  });
  root.addEventListener('keydown', () => (heldUntil = performance.now() + keyHoldMs));
  root.addEventListener('click', ({ target }) => {
    const row = target.closest('.row');
    if (row)
      open(row.dataset.session);
  });
  root.addEventListener('focusin', ({ target }) => {
    if (target.matches('.row'))
      makeCurrent(target);
  });

  const isHeld = () => isUnderPointer || (performance.now() < heldUntil && root.contains(document.activeElement));

  /** Shows what a candidate is now, or that there is none; moved: it belongs elsewhere. */
  function update(session, moved) {
    const candidate = candidates().get(session);
    if (candidate && rows.has(session))
      fillRow(rows.get(session).firstElementChild, candidate, order.group(session));
    if (!moved && rows.has(session) === Boolean(candidate))
      return;
    waiting.add(session);
  }

  /** After updates: moves what must move, unless somebody is about to press. */
  function settle({ force = false } = {}) {
    if (waiting.size > 0 && (force || !isHeld())) {
      const focused = document.activeElement?.closest?.('#list li') ? document.activeElement : null;
      const moving = [...waiting];
      waiting.clear();
      for (const session of moving)
        put(session);
      if (focused?.isConnected && document.activeElement !== focused)
        focused.focus({ preventScroll: true });
      if (!current?.isConnected)
        makeCurrent(root.querySelector('li:not([hidden]) > button.row'));
    }
    held.show(waiting.size);
    for (const [group, { section, count }] of sections) {
      const size = order.count(group);
      setText(count, number(size));
      section.hidden = size === 0 && section.lastElementChild.childElementCount === 0;
    }
  }

  function put(session) {
    const candidate = candidates().get(session);
    let item = rows.get(session);
    if (!candidate) {
      item?.remove();
      rows.delete(session);
      return;
    }
    if (!item) {
      item = makeRow(session);
      rows.set(session, item);
      fillRow(item.firstElementChild, candidate, order.group(session));
      item.hidden = !fits(candidate);
    }
    sections.get(order.group(session)).section.lastElementChild.insertBefore(item, following(session));
  }

  /** The row before which one belongs: of those that come after it, the first that is in its place. */
  function following(session) {
    const list = sections.get(order.group(session)).section.lastElementChild;
    for (let next = order.next(session); next !== null; next = order.next(next)) {
      const item = rows.get(next);
      if (item?.parentElement === list && !waiting.has(next))
        return item;
    }
    return null;
  }

  /** All at once, as after a snapshot. */
  function fill() {
    waiting.clear();
    for (const [session, item] of rows) {
      if (!candidates().has(session)) {
        item.remove();
        rows.delete(session);
      }
    }
    for (const group of groups) {
      const items = order.of(group).map((session) => {
        const candidate = candidates().get(session);
        const item = rows.get(session) ?? makeRow(session);
        rows.set(session, item);
        fillRow(item.firstElementChild, candidate, group);
        item.hidden = !fits(candidate);
        return item;
      });
      sections.get(group).section.lastElementChild.replaceChildren(...items);
    }
    makeCurrent(root.querySelector('li:not([hidden]) > button.row'));
    settle({ force: true });
  }

  const fits = (candidate) => wanted === '' || nameOf(candidate).toLowerCase().includes(wanted) || candidate.session.includes(wanted);

  /** Shows those alone whose name or session has the words in it; gives how many. */
  function search(words) {
    wanted = words.trim().toLowerCase();
    let found = 0;
    for (const [session, item] of rows) {
      item.hidden = !fits(candidates().get(session) ?? { session });
      found += item.hidden ? 0 : 1;
    }
    root.classList.toggle('searched', wanted !== '');
    if (current?.parentElement.hidden !== false)
      makeCurrent(root.querySelector('li:not([hidden]) > button.row'));
    return wanted === '' ? null : found;
  }

  function makeCurrent(row) {
    if (current)
      current.tabIndex = -1;
    current = row;
    if (current)
      current.tabIndex = 0;
  }

  /** by: 1 for the next, -1 for the one before. */
  function step(by) {
    const shown = [...root.querySelectorAll('section:not([hidden]) li:not([hidden]) > button.row')];
    const at = shown.indexOf(root.contains(document.activeElement) ? document.activeElement : null);
    heldUntil = performance.now() + keyHoldMs;
    shown[at < 0 ? Math.max(0, shown.indexOf(current)) : Math.min(shown.length - 1, Math.max(0, at + by))]?.focus();
  }

  return {
    update, settle, fill, search, step,
    focus: (session) => (rows.get(session)?.firstElementChild ?? current)?.focus(),
    select(session) {
      root.querySelector('.row[aria-current]')?.removeAttribute('aria-current');
      rows.get(session)?.firstElementChild.setAttribute('aria-current', 'true');
    },
  };
}

function makeSection(group) {
  const section = document.createElement('section');
  const title = document.createElement('h2');
  const count = document.createElement('span');
  section.dataset.group = group;
  section.hidden = true;
  section.classList.toggle('urgent', needsPerson.has(group));
  title.id = `group-${group}`;
  count.className = 'count';
  title.append(`${t(`observe.group.${group}`)} `, count);
  section.setAttribute('aria-labelledby', title.id);
  section.append(title, document.createElement('ul'));
  return { section, count };
}
