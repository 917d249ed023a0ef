-- Forgets what a session that is over was, save that it is over: whoever had it cannot bring it back.
-- KEYS[1] the session
local now = redis.call('TIME')
if redis.call('HGET', KEYS[1], 'over') == '1' then
  redis.call('HDEL', KEYS[1], 'state', 'reviews', 'dismissed')
end
return { 'stored', now[1], now[2] }
