using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>When state goes to the store: on change, but while only a running streak grows, once a second.</summary>
internal static class SavePolicy
{
    private static readonly TimeSpan StreakInterval = TimeSpan.FromSeconds(1);

    public static bool IsDue(SessionState saved, SessionState current) =>
        IsNews(saved, current)
        || (current.Phone.Streak is not null && current.LastFrameAt - saved.LastFrameAt >= StreakInterval);

    // What cannot wait: a streak that starts or ends, a mark, a review, a gap, a count.
    private static bool IsNews(SessionState saved, SessionState current)
    {
        if (saved.Phone.Streak?.StartedAt != current.Phone.Streak?.StartedAt) return true;
        if (saved.Phone.Marks != current.Phone.Marks || saved.Phone.Gaps != current.Phone.Gaps || saved.Phone.Dismissed != current.Phone.Dismissed) return true;
        for (var i = 0; i < current.Objects.Length; i++)
        {
            if (saved.Objects[i].Count != current.Objects[i].Count) return true;
            if (saved.Objects[i].Presence is null != current.Objects[i].Presence is null) return true;
        }
        return false;
    }
}
