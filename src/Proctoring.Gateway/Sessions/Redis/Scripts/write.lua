-- Stores a session's state, unless a later owner has it. Written twice it is stored once, and an older version never follows
-- a newer one. A session that is unknown is stored all the same: its server may have come back without what it had.
-- The answer tells what reviewers have dismissed.
-- KEYS[1] the session   ARGV[1] epoch   ARGV[2] owner   ARGV[3] version within the epoch   ARGV[4] state
-- ARGV[5] when it expires, Unix ms   ARGV[6] held, released or over   ARGV[7] how long a session that is over is kept, ms
local now = redis.call('TIME')
local known = redis.call('HMGET', KEYS[1], 'epoch', 'owner', 'version', 'reviews', 'dismissed')
if known[1] then
  local epoch, current = tonumber(ARGV[1]), tonumber(known[1])
  if current > epoch or (current == epoch and known[2] ~= ARGV[2] and known[2] ~= '') then
    return { 'fenced', now[1], now[2] }
  end
  if current == epoch and tonumber(known[3]) >= tonumber(ARGV[3]) then
    return { 'stored', now[1], now[2], known[4], known[5] }
  end
end
local owner, over, expiry = '', '0', tonumber(ARGV[5])
if ARGV[6] == 'held' then
  owner = ARGV[2]
elseif ARGV[6] == 'over' then
  over = '1'
  expiry = math.min(expiry, now[1] * 1000 + tonumber(ARGV[7]))
end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'owner', owner, 'version', ARGV[3], 'over', over, 'state', ARGV[4])
redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', expiry))
return { 'stored', now[1], now[2], known[4], known[5] }
