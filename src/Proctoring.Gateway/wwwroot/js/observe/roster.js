// Who is in which group, and in which order. Kept sorted by single moves, so that an event costs little in a full room.

import { groupOf, groups, isDecided } from './groups.js';
import { nameOf } from './room.js';

const collator = new Intl.Collator(undefined, { numeric: true });

export function roster() {
  const lists = new Map(groups.map((group) => [group, []]));
  const places = new Map(); // session → {group, key}

  /** candidate: null when there is none any more. Returns whether the order has changed. */
  function place(session, candidate, now) {
    const before = places.get(session);
    const after = candidate && { group: groupOf(candidate, now), key: keyOf(session, candidate) };
    if (before && after && before.group === after.group && compare(before.key, after.key) === 0)
      return false;
    if (before) {
      const list = lists.get(before.group);
      list.splice(find(list, before.key), 1);
      places.delete(session);
    }
    if (after) {
      const list = lists.get(after.group);
      list.splice(find(list, after.key), 0, after.key);
      places.set(session, after);
    }
    return Boolean(before || after);
  }

  return {
    place,
    group: (session) => places.get(session)?.group ?? null,
    sessions: () => [...places.keys()],
    count: (group) => lists.get(group).length,
    /** Sessions of a group in order. */
    of: (group) => lists.get(group).map(({ session }) => session),
    /** Who comes right after somebody in the same group; null for nobody. */
    next(session) {
      const { group, key } = places.get(session);
      const list = lists.get(group);
      return list[find(list, key) + 1]?.session ?? null;
    },
    clear() {
      places.clear();
      for (const list of lists.values())
        list.length = 0;
    },
  };
}

/** Those on whom people have decided come after the others of their group; otherwise by name, which does not change. */
const keyOf = (session, candidate) => ({ last: candidate.marks > candidate.dismissed && isDecided(candidate) ? 1 : 0, name: nameOf(candidate), session });

function compare(one, other) {
  return one.last - other.last || collator.compare(one.name, other.name) || (one.session < other.session ? -1 : one.session > other.session ? 1 : 0);
}

/** Where a key is, or would be. */
function find(list, key) {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (compare(list[middle], key) < 0)
      from = middle + 1;
    else
      to = middle;
  }
  return from;
}
