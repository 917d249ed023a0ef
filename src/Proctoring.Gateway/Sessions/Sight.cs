namespace Proctoring.Gateway.Sessions;

/// <summary>Whether a connected candidate is watched, and if not, on which side that lies. The gauge's label, in lower case.</summary>
internal enum Sight
{
    /// <summary>There is a verdict younger than <see cref="Sights.Fresh"/>.</summary>
    Watched,

    /// <summary>Frames come and verdicts do not: the platform's fault.</summary>
    Blind,

    /// <summary>No frames come: the candidate's side, or the way here.</summary>
    Silent,

    /// <summary>Connected a moment ago.</summary>
    Starting,
}

internal static class Sights
{
    /// <summary>How old a verdict may be while its candidate counts as watched: several frames at the slowest pace.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    public static Sight Of(DateTimeOffset now, DateTimeOffset connectedAt, DateTimeOffset lastFrameAt, DateTimeOffset lastVerdictAt)
    {
        if (now - lastVerdictAt <= Fresh) return Sight.Watched;
        if (now - connectedAt <= Fresh) return Sight.Starting;
        return now - lastFrameAt > Fresh ? Sight.Silent : Sight.Blind;
    }
}
