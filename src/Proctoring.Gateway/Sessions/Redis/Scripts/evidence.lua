-- Adds what was kept of an incident, once; what tells of no frame at all is replaced by what does.
-- KEYS[1] the incident   ARGV[1] evidence   ARGV[2] frames that it tells of
local now = redis.call('TIME')
local known = redis.call('HMGET', KEYS[1], 'record', 'frames')
if not known[1] then
  return { 'unknown', now[1], now[2] }
end
if known[2] and (tonumber(known[2]) > 0 or tonumber(ARGV[2]) == 0) then
  return { 'known', now[1], now[2] }
end
redis.call('HSET', KEYS[1], 'evidence', ARGV[1], 'frames', ARGV[2])
return { 'stored', now[1], now[2] }
