namespace Proctoring.Gateway.Telemetry.Exams;

/// <summary>A room's name in which each * stands for any letters, or none.</summary>
internal static class RoomPattern
{
    public static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> room)
    {
        var star = pattern.IndexOf('*');
        if (star < 0) return pattern.SequenceEqual(room);
        if (!room.StartsWith(pattern[..star])) return false;
        room = room[star..];
        pattern = pattern[(star + 1)..];
        while ((star = pattern.IndexOf('*')) >= 0)
        {
            // The earliest place leaves the most for what follows.
            var at = room.IndexOf(pattern[..star]);
            if (at < 0) return false;
            room = room[(at + star)..];
            pattern = pattern[(star + 1)..];
        }
        return room.EndsWith(pattern);
    }
}
