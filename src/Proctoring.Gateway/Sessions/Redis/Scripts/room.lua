-- Puts what has happened in a room at the end of its stream, keeps how its candidates stand, and wakes whoever listens.
-- An event of a connection that has the session no more is passed over. Whoever is gone goes with the last that was said of them.
-- KEYS[1] events   KEYS[2] candidates, with !last and !removed
-- ARGV[1] entries before this time go, ms   ARGV[2] entries kept   ARGV[3] how long it is kept at least, ms   ARGV[4] channel   ARGV[5] and on: events
local now = redis.call('TIME')
local kept = { 'candidate', 'presence', 'phone', 'marks', 'dismissed', 'phone_seconds', 'at', 'by', 'starts', 'ends' }

local function is_gone(state)
  return state.presence == 'away' or state.presence == 'over'
end

local function find(session)
  local known = redis.call('HGET', KEYS[2], session)
  return known and cjson.decode(known) or nil
end

-- A session that is not known may have been removed: only what says all that is known of it counts.
local function is_late_for(state, event)
  if event.event == 'expected' then return state ~= nil end
  if not state then return event.event ~= 'present' end
  return state.by ~= event.by or (event.event == 'left' and is_gone(state))
end

local last
for i = 5, #ARGV do
  local event = cjson.decode(ARGV[i])
  local state = find(event.session)
  local is_late = event.by and event.event ~= 'joined' and is_late_for(state, event)
  if not is_late then
    last = redis.call('XADD', KEYS[1], '*', 'event', ARGV[i])
    if state or event.by then
      state = state or { session = event.session, phone = false, marks = 0, dismissed = 0, phone_seconds = 0 }
      for _, field in ipairs(kept) do
        if event[field] ~= nil then state[field] = event[field] end
      end
      state.entry = last
      redis.call('HSET', KEYS[2], event.session, cjson.encode(state))
    end
  end
end
if not last then
  return { 'late', now[1], now[2] }
end

-- More than was added, so that both limits are kept.
local over = redis.call('XLEN', KEYS[1]) - tonumber(ARGV[2])
local removed
for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 2 * #ARGV)) do
  if over <= 0 and tonumber(string.match(entry[1], '^%d+')) >= tonumber(ARGV[1]) then break end
  local session = cjson.decode(entry[2][2]).session
  local state = find(session)
  if state and state.entry == entry[1] and is_gone(state) then redis.call('HDEL', KEYS[2], session) end
  redis.call('XDEL', KEYS[1], entry[1])
  removed, over = entry[1], over - 1
end
redis.call('HSET', KEYS[2], '!last', last)
if removed then redis.call('HSET', KEYS[2], '!removed', removed) end
for i = 1, 2 do
  if redis.call('PTTL', KEYS[i]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[i], ARGV[3]) end
end
redis.call('PUBLISH', ARGV[4], last)
return { 'told', now[1], now[2] }
