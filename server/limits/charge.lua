-- Decides a run of equal charges of one subject, exactly and in order, in one atomic step.
--
-- KEYS[1]  rl:{subject}: one key, so that the call is right on any node of a cluster
-- ARGV     capacity of the minute, of the second, of the day ('' = no such window), cost of a charge, number of
--          charges; and, in tests only, the clock as Unix seconds
-- returns  {clock, now, admitted, minute_used, second_used, day_used, minute_reset, minute_free}
--          clock         this server's clock
--          now           the bucket that is charged: the clock, or the last bucket if the clock is a little behind it
--          admitted      how many of the charges, the first ones, are admitted
--          *_used        what the windows held before this call
--          minute_reset  when the minute window's remaining quota next grows, after this call; `clock` if it is full
--          minute_free   when one more charge fits into the minute window; 0 if one fits now
--
-- One clock for all processes: TIME of the server that has the key. The script's effects are replicated, not the script
-- (always so since Redis 7 and in every Valkey), so a replica gets the same value and the same expiry, whatever its clock.
--
-- Value: four little-endian uint32 (last bucket, used in the minute, in the last bucket, in its UTC day), then a bucket
-- in 3 bytes, oldest first: its second modulo 256 and a uint16 of charges. More than 65535 charges in a second take
-- several entries. Sums are kept, so that a call costs the same however many buckets there are. A call that changes
-- nothing writes nothing.

local MINUTE, DAY, HEAD, ENTRY, FULL = 60, 86400, 16, 3, 65535
local STEP_BACK = 60 -- a clock this far behind the last bucket waits for it; further, the past is moved to the present

local unpack_entry, pack = struct.unpack, struct.pack

local function appended(body, second, amount)
  while amount > FULL do
    body = body .. pack('<BI2', second % 256, FULL)
    amount = amount - FULL
  end
  return body .. pack('<BI2', second % 256, amount)
end

local minute, second, day = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local cost, count = tonumber(ARGV[4]), tonumber(ARGV[5])
local clock = tonumber(ARGV[6] or redis.call('TIME')[1])

local now, last, minute_used, second_used, day_used, body = clock, clock, 0, 0, 0, ''
local stored = redis.call('GET', KEYS[1])
if stored then
  last, minute_used, second_used, day_used = unpack_entry('<I4I4I4I4', stored)
  if last > clock then
    if last - clock <= STEP_BACK then
      now = last
    else
      last = clock
      stored = string.rep(' ', HEAD)
      if minute_used > 0 then stored = appended(stored, clock, minute_used) end
    end
  end
  local first = HEAD + 1
  if now > last then
    second_used = 0
    if math.floor(now / DAY) ~= math.floor(last / DAY) then day_used = 0 end
    if now - last >= MINUTE then
      minute_used = 0
    else
      while minute_used > 0 do
        local bucket, used = unpack_entry('<BI2', stored, first)
        if (now - bucket) % 256 < MINUTE then break end
        minute_used = minute_used - used
        first = first + ENTRY
      end
    end
  end
  if minute_used > 0 then body = string.sub(stored, first) end
end

local admitted = count
if cost > 0 then
  local room = math.min(minute - minute_used, second - second_used)
  if day then room = math.min(room, day - day_used) end
  admitted = math.max(0, math.min(count, math.floor(room / cost)))
end
local added = admitted * cost
local minute_after = minute_used + added

if added > 0 then
  local amount = added
  if second_used > 0 then -- the newest entry is this second's
    local _, used = unpack_entry('<BI2', body, #body - ENTRY + 1)
    amount = amount + used
    body = string.sub(body, 1, -ENTRY - 1)
  end
  body = appended(body, now, amount)
  local lifetime = MINUTE
  if day then lifetime = math.max(MINUTE, DAY - now % DAY) end
  redis.call('SET', KEYS[1], pack('<I4I4I4I4', now, minute_after, second_used + added, day_used + added) .. body,
    'EX', lifetime + STEP_BACK)
end

-- The second in which `amount` of what the minute window holds has left it.
local function leaves(amount)
  local position = 1
  while true do
    local bucket, used = unpack_entry('<BI2', body, position)
    amount = amount - used
    position = position + ENTRY
    if amount <= 0 or position > #body then return now - (now - bucket) % 256 + MINUTE end
  end
end

local reset, free = clock, 0
if minute_after > 0 then
  reset = leaves(math.max(1, minute_after - minute + 1))
  if minute_after + cost > minute then free = leaves(minute_after + cost - minute) end
end

return {clock, now, admitted, minute_used, second_used, day_used, reset, free}
