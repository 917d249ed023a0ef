using System.Net.WebSockets;
using System.Text.RegularExpressions;
using OpenCvSharp;
using Proctoring.Standalone.Tests.Hosting;
using Proctoring.Testing;
using Xunit.Abstractions;

namespace Proctoring.Standalone.Tests.Browser;

/// <summary>A real browser, a real server, the real model: from Start to Enter.</summary>
[Collection(StandaloneCollection.Name)]
public sealed partial class WatchedSessionTests(WatchedSession session, ITestOutputHelper output) : IClassFixture<WatchedSession>
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Tenth = TimeSpan.FromSeconds(0.1);

    /// <summary>Intervals of a second and more do not count towards the hold. A machine as busy as that is no reason to fail.</summary>
    private static readonly TimeSpan NearlyBlind = TimeSpan.FromSeconds(0.9);

    [ChromiumFact]
    public void Mark_PhoneInView_ComesAtSixSecondsAndNeverBefore()
    {
        var marked = session.Wire.Verdicts.First(v => v.CheatingDetected);
        var streak = session.Wire.Verdicts.TakeWhile(v => !v.CheatingDetected).Reverse().TakeWhile(v => v.ShowsPhone).Reverse().ToArray();
        var first = streak[0];
        output.WriteLine($"The marked frame left {(marked.FrameAt - first.FrameAt).TotalSeconds:F3} s after the first; target 6.0 to 6.6. Its verdict took {(marked.At - marked.FrameAt).TotalMilliseconds:F0} ms.");

        // The server times a frame when it arrives, which lies between leaving the page and its verdict's coming back.
        var most = marked.At - first.FrameAt;
        Assert.True(most >= Hold, $"marked too early, {most.TotalSeconds:F3} s after the first frame left");
        var blind = streak.Zip(streak.Skip(1), (a, b) => b.FrameAt - a.FrameAt).Where(interval => interval > NearlyBlind).Aggregate(TimeSpan.Zero, (sum, i) => sum + i);
        var late = streak[^1].FrameAt - first.At - blind;
        Assert.True(late < Hold, $"not marked {late.TotalSeconds:F3} s after the first verdict");

        // What the server itself measured, to a tenth, fits in between.
        var held = TimeSpan.FromSeconds(double.Parse(MarkInLog().Matches(session.ServerOutput)[^1].Groups["seconds"].Value));
        Assert.InRange(held, Hold, most + Tenth);
        Assert.True(held > late - Tenth, $"the server says {held.TotalSeconds:F1} s");
    }

    [ChromiumFact]
    public void Mark_PhoneGone_Stays()
    {
        var afterwards = session.Wire.Verdicts.SkipWhile(v => !v.CheatingDetected).ToArray();

        Assert.All(afterwards, v => Assert.True(v.CheatingDetected));
        Assert.Contains(afterwards, v => v.Message == "Nothing detected yet");
    }

    [ChromiumFact]
    public void Page_Marked_SaysSoCalmlyAndCountsThePhone()
    {
        Assert.Equal("A phone was in view for six seconds. A person will review this.", session.WhenMarked["#marked"]);
        Assert.Equal("cell phone: 1", session.WhenMarked["#counts"]);
        Assert.Equal("Watching", session.WhenMarked["#state"]);
    }

    [ChromiumFact]
    public void Bar_PhoneInView_FillsStepByStepAndStaysFull()
    {
        var values = session.Page.Bars.Select(b => b.Value).ToArray();

        Assert.Equal(values.Order(), values);
        Assert.True(values.Count(v => v is > 0 and < 6000) >= 8, $"the bar showed {string.Join(", ", values)}");
        Assert.Equal(6000, values[^1]);
    }

    [ChromiumFact]
    public void Picture_WhileWatching_IsNotBlank() => Assert.True(session.Contrast > 20, $"contrast {session.Contrast:F1}");

    [ChromiumFact]
    public void Frames_Sent_AreSmallGrayJpegs()
    {
        Assert.All(session.Wire.Frames, frame =>
        {
            Assert.InRange(frame.Jpeg.Length, 1000, 60_000);
            using var picture = Cv2.ImDecode(frame.Jpeg, ImreadModes.Color);
            Assert.Equal((640, 480), (picture.Width, picture.Height));
            Assert.InRange(Colourfulness(picture), 0, 2);
        });
    }

    [ChromiumFact]
    public void Frames_Sent_KeepTheInterval()
    {
        var intervals = session.Wire.Frames.Zip(session.Wire.Frames.Skip(1), (a, b) => (b.At - a.At).TotalMilliseconds).Order().ToArray();
        output.WriteLine($"{intervals.Length} intervals: median {intervals[intervals.Length / 2]:F0} ms, longest {intervals[^1]:F0} ms; target 300.");

        Assert.InRange(intervals[intervals.Length / 2], 250, 350);
    }

    [ChromiumFact]
    public void Words_OfBothSides_FitTheSchema()
    {
        Assert.NotEmpty(session.Wire.Words);
        Assert.All(session.Wire.Words, V1Schema.AssertFromClient);
        Assert.All(session.Wire.Answers, V1Schema.AssertFromServer);
        Assert.Equal("""{"type":"stop"}""", session.Wire.Words[^1]);
    }

    [ChromiumFact]
    public void Enter_WhileWatching_StopsCameraAndFrames()
    {
        Assert.Equal(["live"], session.TracksWhileWatching);
        Assert.Equal(["ended"], session.TracksAtTheEnd);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, session.Goodbye);
        Assert.Equal(0, session.WorkersAtTheEnd);
        Assert.Equal(["starting", "connecting", "watching", "stopped"], session.Page.States.Select(s => s.Name).Distinct());
    }

    [GeneratedRegex(@"\[1004\] .* (?<seconds>[0-9.]+) s\.")]
    private static partial Regex MarkInLog();

    /// <summary>The largest difference between a pixel's channels.</summary>
    private static double Colourfulness(Mat picture)
    {
        var channels = Cv2.Split(picture);
        try
        {
            return Math.Max(Cv2.Norm(channels[0], channels[1], NormTypes.INF), Cv2.Norm(channels[1], channels[2], NormTypes.INF));
        }
        finally
        {
            foreach (var channel in channels) channel.Dispose();
        }
    }
}
