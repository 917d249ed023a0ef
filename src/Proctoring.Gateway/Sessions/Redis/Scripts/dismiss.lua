-- Tells a session which of its episodes are dismissed. Whoever has it is told besides, and learns it from its next write anyway.
-- KEYS[1] the session   ARGV[1] grows with each review   ARGV[2] the episodes
local now = redis.call('TIME')
local known = redis.call('HMGET', KEYS[1], 'epoch', 'owner', 'reviews')
if not known[1] then
  return { 'unknown', now[1], now[2] }
end
if not known[3] or tonumber(known[3]) < tonumber(ARGV[1]) then
  redis.call('HSET', KEYS[1], 'reviews', ARGV[1], 'dismissed', ARGV[2])
end
return { 'stored', now[1], now[2], known[2] }
