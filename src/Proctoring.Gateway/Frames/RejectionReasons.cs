using Proctoring.Contracts;

namespace Proctoring.Gateway.Frames;

/// <summary>Why messages are refused: the counter's label, and the codes that clients are told.</summary>
internal static class RejectionReasons
{
    public const string Undecodable = "undecodable";
    public const string Failed = "failed";
    public const string Overloaded = "overloaded";
    public const string Unavailable = "unavailable";
    public const string TooFast = "too_fast";
    public const string MessageTooLarge = "message_too_large";

    /// <summary>Every reason that is counted.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Undecodable, Failed, Overloaded, Unavailable, TooFast, MessageTooLarge, .. Enum.GetValues<JpegProblem>().Where(problem => problem != JpegProblem.None).Select(Of).Distinct()];

    public static string Of(JpegProblem problem) => problem switch
    {
        JpegProblem.Empty => "empty",
        JpegProblem.TooLarge => "too_large",
        JpegProblem.TooManyPixels => "too_many_pixels",
        JpegProblem.Progressive => "progressive",
        JpegProblem.Components => "components",
        JpegProblem.TooManyScans => "too_many_scans",
        _ => "not_jpeg",
    };

    /// <summary>The code of <c>proctoring.v1</c>.</summary>
    public static string Code(string reason) => "frame_" + reason;
}
