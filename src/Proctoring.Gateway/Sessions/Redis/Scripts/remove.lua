-- Forgets an incident.
-- KEYS[1] the incident   KEYS[2] those of its session   KEYS[3] all   KEYS[4] those of its room   ARGV[1] entry   ARGV[2] episode
local now = redis.call('TIME')
redis.call('DEL', KEYS[1])
redis.call('XDEL', KEYS[3], ARGV[1])
redis.call('XDEL', KEYS[4], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[2])
if redis.call('HLEN', KEYS[2]) <= redis.call('HEXISTS', KEYS[2], 'reviews') then
  redis.call('DEL', KEYS[2])
end
return { 'stored', now[1], now[2] }
