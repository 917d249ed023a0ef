// A room as its messages tell (docs/proctoring.room.v1.schema.json): each candidate's latest state, and what has happened since the
// page knows them. No sockets, no clocks, no elements.

/** What is remembered of one candidate; the oldest goes. Everything that ever was is counted, as logged. */
const maxLog = 200;

export function emptyRoom() {
  return { candidates: new Map(), entry: null };
}

/**
 * Takes a message in. Returns {changed, happened}: the sessions that are not as they were (null: all), and the event with its candidate
 * where it was one.
 */
export function hearRoom(room, message) {
  if (message.entry)
    room.entry = message.entry;
  if (message.type === 'snapshot')
    return begin(room, message.candidates);
  if (message.type !== 'event')
    return { changed: [], happened: null }; // resumed, or a newer server's.
  return happen(room, message);
}

/** What was known is forgotten; the log stays, with a mark where something may be missing. */
function begin(room, candidates) {
  const before = room.candidates;
  room.candidates = new Map();
  for (const candidate of candidates) {
    const known = before.get(candidate.session);
    const log = known ? [...known.log, { event: 'unknown', at: candidate.at }].slice(-maxLog) : [];
    room.candidates.set(candidate.session, { ...candidate, log, logged: known ? known.logged + 1 : 0, decisions: known?.decisions ?? new Map() });
  }
  return { changed: null, happened: null };
}

function happen(room, { type, entry, event, episode, incident, decision, ...fields }) {
  const { session } = fields;
  if (event === 'removed') {
    room.candidates.delete(session);
    return { changed: [session], happened: null };
  }
  const known = room.candidates.get(session);
  if (!known && !fields.presence)
    return { changed: [], happened: null }; // A review of somebody of whom nothing else is known.
  const candidate = Object.assign(known ?? { phone: false, marks: 0, dismissed: 0, phone_seconds: 0, log: [], logged: 0, decisions: new Map() }, fields);
  if (decision)
    candidate.decisions.set(episode, decision);
  candidate.log.push({ event, at: fields.at, episode, incident, decision, presence: fields.presence });
  candidate.logged++;
  if (candidate.log.length > maxLog)
    candidate.log.shift();
  room.candidates.set(session, candidate);
  return { changed: [session], happened: { event, candidate, episode, incident, decision } };
}

export const nameOf = ({ candidate, session }) => candidate ?? session;
