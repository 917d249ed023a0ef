namespace Proctoring.Capacity.Simulation;

/// <summary>
/// An exam from the first candidate on, event by event: who comes, whom a gateway takes, what upsets it, and who is without a verdict for how
/// long. Pure: conditions in, outcome out. Nothing of it waits, and frames are no events; they are a flow (<see cref="InferenceFleet"/>).
/// </summary>
/// <remarks>
/// <code>
/// Waiting ──attempt──▶ Connected ──cut──▶ Waiting …        refused: one attempt more, or GaveUp ──button──▶ attempt
///    │                     └──zone dies──▶ Unaware ──the page notices──▶ Waiting …
///    └──a gateway that is gone──▶ Hanging ──no hello──▶ Waiting …
/// </code>
/// </remarks>
internal sealed class Exam
{
    private readonly Conditions _conditions;
    private readonly Candidates _candidates;
    private readonly Calendar _calendar;
    private readonly GatewayFleet _gateways;
    private readonly InferenceFleet _inference;
    private readonly Rollout _rollout;
    private readonly ExamRecord _record;
    private readonly float[] _inferenceBlindAt;
    private Chance _chance;
    private int _connected;

    private Exam(Conditions conditions)
    {
        _conditions = conditions;
        _candidates = new Candidates(conditions.Candidates);
        _inferenceBlindAt = new float[conditions.Candidates];
        _calendar = new Calendar(conditions.Candidates);
        _gateways = new GatewayFleet(conditions);
        _inference = new InferenceFleet(conditions);
        _rollout = new Rollout(conditions, conditions.Gateways);
        _record = new ExamRecord(conditions, _candidates);
        _chance = new Chance(conditions.Seed);
    }

    private double Now => (double)_calendar.Now / Calendar.TicksPerSecond;

    public static Outcome Run(Conditions conditions) => new Exam(conditions).Run();

    private Outcome Run()
    {
        for (var who = 0; who < _candidates.Count; who++)
        {
            _candidates.Since(who) = -1;
            _calendar.In(_chance.Next() * _conditions.ComeWithin, who);
        }
        for (var second = 0; second < (int)_conditions.Until; second++)
        {
            EverySecond(second);
            for (var tick = 0; tick < Calendar.TicksPerSecond; tick++) _calendar.Step(Due);
        }
        for (var who = 0; who < _candidates.Count; who++) End(who);
        return _record.Sum(_gateways.Ready);
    }

    private void EverySecond(int second)
    {
        if (_conditions.Upset != Upset.None && second == (int)_conditions.UpsetAt) Happen();
        if (_conditions.Upset == Upset.Rollout && second >= _conditions.UpsetAt && _rollout.EverySecond(second, _gateways) is var (first, end) && end > first)
        {
            Cut(who => _candidates.Gateway(who) >= first && _candidates.Gateway(who) < end);
            _record.RolloutCut(second);
        }
        _gateways.EverySecond(second);
        _inference.EverySecond(second, _connected);
        _record.Second(second, _gateways, _inference, _connected);
    }

    private void Happen()
    {
        switch (_conditions.Upset)
        {
            case Upset.ZoneDies:
                _gateways.Kill(0, Now);
                _inference.Kill(Now);
                Silence();
                break;
            case Upset.EdgeRestarts:
                Cut(_ => true);
                break;
            case Upset.Rollout:
                _rollout.Begin(Now);
                break;
        }
    }

    private void Silence()
    {
        for (var who = 0; who < _candidates.Count; who++)
        {
            if (_candidates.Stand(who) != Stand.Connected || !_gateways[_candidates.Gateway(who)].IsTrap) continue;
            Leave(who);
            _candidates.Stand(who) = Stand.Unaware;
            _calendar.In(_conditions.DeadAfter + _chance.Next() * 0.3, who); // from its first frame without an answer
        }
    }

    private void Cut(Predicate<int> isCut)
    {
        for (var who = 0; who < _candidates.Count; who++)
        {
            if (_candidates.Stand(who) != Stand.Connected || !isCut(who)) continue;
            Leave(who);
            Lose(who);
        }
    }

    private void Due(int who)
    {
        switch (_candidates.Stand(who))
        {
            case Stand.Unaware or Stand.Hanging:
                Lose(who);
                break;
            case Stand.GaveUp:
                _candidates.Used(who) = 0;
                Attempt(who);
                break;
            default:
                Attempt(who);
                break;
        }
    }

    private void Attempt(int who)
    {
        if (_candidates.Since(who) < 0) _candidates.Since(who) = (float)Now; // it has just come
        var index = _gateways.Pick(ref _chance);
        var retryAfter = 2.0;
        if (index >= 0 && _gateways[index].IsTrap)
        {
            _candidates.Stand(who) = Stand.Hanging;
            _calendar.In(_conditions.HelloWithin, who);
        }
        else if (index >= 0 && _gateways[index].TryEnter(Now, out retryAfter))
        {
            Enter(who, index);
        }
        else
        {
            _record.Refused++;
            if (_conditions.Retry == Retry.RetryAfter) Wait(who, retryAfter);
            else Lose(who);
        }
    }

    private void Enter(int who, int gateway)
    {
        _connected++;
        _candidates.Stand(who) = Stand.Connected;
        _candidates.Gateway(who) = gateway;
        _candidates.WatchedAt(who) = (float)(Now + _conditions.FirstVerdict);
        _inferenceBlindAt[who] = (float)_inference.BlindSeconds;
    }

    // What afterLoss in reconnect.js decides, without the closes that end a session.
    private void Lose(int who)
    {
        if (_conditions.Retry == Retry.RetryAfter)
        {
            Wait(who, 0);
        }
        else if (_candidates.Used(who) >= _conditions.Attempts)
        {
            _candidates.Stand(who) = Stand.GaveUp;
            _candidates.EverGaveUp(who) = true;
            _calendar.In((1 + _chance.Next()) * _conditions.ButtonAfter, who);
        }
        else
        {
            _candidates.Used(who)++;
            Wait(who, _chance.Next() * _conditions.LongestDelay);
        }
    }

    private void Wait(int who, double seconds)
    {
        _candidates.Stand(who) = Stand.Waiting;
        _calendar.In(seconds, who);
    }

    private void Leave(int who)
    {
        _connected--;
        _record.Moves++;
        _gateways[_candidates.Gateway(who)].Sockets--;
        if (!Settle(who)) return;
        _candidates.Used(who) = 0;
        _candidates.Since(who) = (float)Now;
    }

    private void End(int who)
    {
        if (_candidates.Since(who) < 0 || (_candidates.Stand(who) == Stand.Connected && Settle(who))) return;
        _record.Without(who, _candidates.Since(who), _conditions.Until);
    }

    /// <summary>Puts down how long it was without a verdict, if one has come since.</summary>
    private bool Settle(int who)
    {
        if (_candidates.WatchedAt(who) > Now) return false;
        _record.Without(who, _candidates.Since(who), _candidates.WatchedAt(who));
        if (Now > _record.AskedFrom) _candidates.Blind(who) += (float)(_inference.BlindSeconds - _inferenceBlindAt[who]);
        return true;
    }
}
