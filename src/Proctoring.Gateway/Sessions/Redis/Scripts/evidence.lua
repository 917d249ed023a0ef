-- Adds what was kept of an incident, once.
-- KEYS[1] the incident   ARGV[1] evidence
local now = redis.call('TIME')
local known = redis.call('HMGET', KEYS[1], 'record', 'evidence')
if not known[1] then
  return { 'unknown', now[1], now[2] }
end
if known[2] then
  return { 'known', now[1], now[2] }
end
redis.call('HSET', KEYS[1], 'evidence', ARGV[1])
return { 'stored', now[1], now[2] }
