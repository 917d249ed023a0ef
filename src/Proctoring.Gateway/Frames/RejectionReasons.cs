using Proctoring.Contracts;

namespace Proctoring.Gateway.Frames;

/// <summary>The values of the rejected-frames counter's label.</summary>
internal static class RejectionReasons
{
    public const string Undecodable = "undecodable";

    public static string Of(JpegProblem problem) => problem switch
    {
        JpegProblem.Empty => "empty",
        JpegProblem.TooLarge => "too_large",
        JpegProblem.TooManyPixels => "too_many_pixels",
        JpegProblem.Progressive => "progressive",
        _ => "not_jpeg",
    };
}
