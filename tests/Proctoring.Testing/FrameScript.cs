using System.Globalization;
using Proctoring.Contracts;

namespace Proctoring.Testing;

/// <summary>What a frame's comment tells a scripted detector: <c>label=score;label=score</c>, <c>undecodable</c> or <c>throw</c>.</summary>
public static class FrameScript
{
    /// <summary>Where everything is seen.</summary>
    public static readonly Box Place = new(10, 10, 90, 90);

    /// <returns>Null where the frame is undecodable.</returns>
    /// <exception cref="InvalidOperationException">The script says so.</exception>
    public static IReadOnlyList<Detection>? Read(ReadOnlySpan<byte> jpeg)
    {
        var script = Comment.Read(jpeg) ?? "";
        if (script == "throw") throw new InvalidOperationException("The script says so.");
        if (script == "undecodable") return null;
        var seen = script.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('='));
        return [.. seen.Select(s => new Detection(s[0], float.Parse(s[1], CultureInfo.InvariantCulture), Place))];
    }
}
