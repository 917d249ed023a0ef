namespace Proctoring.Cluster.Tests.Candidates;

/// <summary>
/// Finds the stretches in what a candidate sent and got answers to: the rule once more, slow and obvious, with bounds in the place
/// of times. What was sent and not answered may have been analysed or not.
/// </summary>
/// <param name="lost">What a gateway that is killed may take with it.</param>
internal sealed class StretchReader(TimeSpan lost)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1); // of absence is forgiven; more without an analysed frame is blindness
    private static readonly TimeSpan BlindTolerance = TimeSpan.FromSeconds(15);

    private readonly List<Stretch> _found = [];
    private DateTimeOffset? _sent;
    private DateTimeOffset? _answered;
    private DateTimeOffset _cameIntoView;
    private bool _isPhone;
    private bool _wasAway; // a frame without a phone since the phone was last seen
    private Bounds _watched; // since then
    private Bounds _blind;

    public static IReadOnlyList<Stretch> Read(ExamCandidate candidate, TimeSpan lost)
    {
        var reader = new StretchReader(lost);
        var answered = candidate.Of<Happening.Verdict>().Select(verdict => verdict.SentAt).ToHashSet();
        DateTimeOffset[] kills = [.. candidate.Of<Happening.Closed>().Where(closed => closed.Code != 1001).Select(closed => closed.At)];
        foreach (var frame in candidate.Of<Happening.Sent>())
        {
            reader.Send(frame);
            if (answered.Contains(frame.At)) reader.Answer(frame, kills);
        }
        return reader._found;
    }

    private void Send(Happening.Sent frame)
    {
        var since = frame.At - (_sent ?? frame.At);
        if (since <= Second + Stretch.Slack) _watched.Most += since;
        else _blind.Least += since;
        _sent = frame.At;
        if (frame.Phone && !_isPhone) _cameIntoView = frame.At;
        if (frame.Phone && _found.Count > 0 && !_wasAway) _found[^1] = _found[^1] with { To = frame.At };
        _isPhone = frame.Phone;
        _wasAway |= !frame.Phone;
    }

    private void Answer(Happening.Sent frame, DateTimeOffset[] kills)
    {
        var since = frame.At - (_answered ?? frame.At);
        if (since <= Second - Stretch.Slack) _watched.Least += since;
        else _blind.Most += since;
        if (kills.Any(kill => kill >= _answered && kill <= frame.At)) Lose();
        _answered = frame.At;
        if (frame.Phone) See(frame.At);
    }

    // What was seen just before is not known to whoever goes on: neither phone nor absence.
    private void Lose()
    {
        _watched.Least = NotNegative(_watched.Least - lost);
        _blind.Most += lost;
        if (_found.Count > 0) _found[^1] = _found[^1] with { Least = NotNegative(_found[^1].Least - lost) };
    }

    private void See(DateTimeOffset at)
    {
        var isNew = _found.Count == 0 || (_wasAway && _watched.Least > Second + Stretch.Slack) || _blind.Least > BlindTolerance + Stretch.Slack;
        var isOpen = (_wasAway && _watched.Most > Second - Stretch.Slack) || _blind.Most > BlindTolerance - Stretch.Slack;
        if (isNew) _found.Add(new Stretch(_cameIntoView, at, TimeSpan.Zero, at - _cameIntoView, false));
        else if (isOpen) _found[^1] = _found[^1] with { To = at, Least = TimeSpan.Zero, Most = _found[^1].Most + _watched.Most, MayBeTwo = true };
        else _found[^1] = _found[^1] with { To = at, Least = _found[^1].Least + _watched.Least, Most = _found[^1].Most + _watched.Most };
        (_wasAway, _watched, _blind) = (false, default, default);
    }

    private static TimeSpan NotNegative(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private struct Bounds
    {
        public TimeSpan Least;
        public TimeSpan Most;
    }
}
