using System.Globalization;

namespace Proctoring.Gateway.Incidents.Store;

/// <summary>A place in the list of incidents, as streams of Redis number theirs: <c>milliseconds-number</c>.</summary>
internal readonly record struct EntryId(long Milliseconds, long Number) : IComparable<EntryId>
{
    public static bool TryParse(string text, out EntryId entry)
    {
        entry = default;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || !TryRead(text.AsSpan(0, dash), out var milliseconds) || !TryRead(text.AsSpan(dash + 1), out var number)) return false;
        entry = new EntryId(milliseconds, number);
        return true;
    }

    public static EntryId Of(DateTimeOffset time) => new(Math.Max(0, time.ToUnixTimeMilliseconds()), 0);

    /// <summary>The first place that is later than this one and not earlier than <paramref name="now"/>.</summary>
    public EntryId Next(DateTimeOffset now) => Of(now) is var next && next.CompareTo(this) > 0 ? next : this with { Number = Number + 1 };

    public int CompareTo(EntryId other) => (Milliseconds, Number).CompareTo((other.Milliseconds, other.Number));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Milliseconds}-{Number}");

    private static bool TryRead(ReadOnlySpan<char> text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
