-- Takes a session over: raises its epoch, so that whoever had it can no longer write, and gives back what is known of it.
-- What reviewers have dismissed comes along.
-- A session that somebody holds is taken only from the epoch that the caller names: it has asked that one, and waited.
-- KEYS[1] the session   ARGV[1] who takes it   ARGV[2] the epoch it may be taken from; empty for none
local now = redis.call('TIME')
local session = redis.call('HMGET', KEYS[1], 'epoch', 'owner', 'over', 'state', 'reviews', 'dismissed')
if not session[1] or session[3] == '1' then
  return { session[1] and 'over' or 'unknown', now[1], now[2] }
end
if session[2] ~= '' and session[1] ~= ARGV[2] then
  return { 'held', now[1], now[2], session[1], session[2] }
end
local epoch = session[1] + 1
redis.call('HSET', KEYS[1], 'epoch', epoch, 'owner', ARGV[1], 'version', 0)
return { 'taken', now[1], now[2], tostring(epoch), session[2], session[4], session[5], session[6] }
