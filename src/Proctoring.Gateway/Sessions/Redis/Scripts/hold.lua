-- Has an incident stay, or lets it go again.
-- KEYS[1] the incident   ARGV[1] 1 to hold it   ARGV[2] how long it lives once nobody holds it, ms
local now = redis.call('TIME')
if redis.call('HEXISTS', KEYS[1], 'record') == 0 then
  return { 'unknown', now[1], now[2] }
end
if ARGV[1] == '1' then
  redis.call('HSET', KEYS[1], 'held', 1)
  redis.call('PERSIST', KEYS[1])
else
  redis.call('HDEL', KEYS[1], 'held')
  redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return { 'stored', now[1], now[2] }
