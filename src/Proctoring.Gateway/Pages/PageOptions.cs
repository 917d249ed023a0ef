using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Pages;

/// <summary>What the candidate's page is told. Section <c>Page</c>.</summary>
public sealed class PageOptions
{
    /// <summary>Interval between frames. 50 ms–10 s, default 300 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:10")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>JPEG quality. 0.1–1, default 0.5.</summary>
    [Range(0.1, 1)]
    public double JpegQuality { get; set; } = 0.5;

    /// <summary>Widest frame in pixels. 160–1,920, default 640.</summary>
    [Range(160, 1920)]
    public int Width { get; set; } = 640;

    /// <summary>Highest frame in pixels. 120–1,080, default 480.</summary>
    [Range(120, 1080)]
    public int Height { get; set; } = 480;

    /// <summary>Attempts to reconnect by itself before a button appears. 0–100, default 5.</summary>
    [Range(0, 100)]
    public int ReconnectAttempts { get; set; } = 5;

    /// <summary>Each attempt waits a random time up to this. 0–60 s, default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan ReconnectMaxDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Origins whose pages may embed the candidate's page (CSP frame-ancestors), e.g. <c>https://exam.example.org</c>. Default none.</summary>
    public IList<string> FrameAncestors { get; } = [];
}

[OptionsValidator]
internal sealed partial class PageOptionsValidator : IValidateOptions<PageOptions>;
