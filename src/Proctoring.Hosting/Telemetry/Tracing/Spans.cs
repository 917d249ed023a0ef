using System.Diagnostics;

namespace Proctoring.Hosting.Telemetry.Tracing;

/// <summary>
/// Makes spans with parents and times that are given, whatever activity is ambient: frames pass through loops that live longer
/// than they do. No session, room or person is in a name or an attribute.
/// </summary>
public static class Spans
{
    public const string SourceName = "Proctoring";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Whether somebody takes spans.</summary>
    public static bool AreWanted => Source.HasListeners();

    /// <param name="parent">Of another process or this one; the default value for none.</param>
    /// <returns>Null where nobody takes spans.</returns>
    public static Activity? Start(string name, ActivityKind kind, ActivityContext parent, DateTimeOffset startedAt)
    {
        var ambient = Activity.Current;
        Activity.Current = null; // or it would be the parent of what has none
        try
        {
            return Source.StartActivity(name, kind, parent, tags: null, links: null, startedAt);
        }
        finally
        {
            Activity.Current = ambient;
        }
    }

    public static void Stop(this Activity span, DateTimeOffset endedAt)
    {
        var ambient = Activity.Current;
        span.SetEndTime(endedAt.UtcDateTime);
        span.Stop();
        Activity.Current = ambient;
    }

    /// <summary>Adds what is known of a stage that is over.</summary>
    /// <returns>When it ended, which is where the next one begins.</returns>
    public static DateTimeOffset Took(string name, ActivityContext parent, DateTimeOffset startedAt, TimeSpan time)
    {
        var endedAt = startedAt + time;
        Start(name, ActivityKind.Internal, parent, startedAt)?.Stop(endedAt);
        return endedAt;
    }
}
