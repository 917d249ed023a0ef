using Microsoft.Extensions.Configuration;
using Proctoring.Vision;

namespace Proctoring.Models.Commands;

/// <summary>A detector as section <c>Detector</c> sets it up for a pod: from the environment, e.g. <c>Detector__Providers__0=OpenVINO</c>.</summary>
internal static class DetectorSettings
{
    public static DetectorOptions Detector(this IConfiguration configuration, string model)
    {
        var options = new DetectorOptions();
        configuration.GetSection("Detector").Bind(options);
        options.Model = model;
        return options;
    }

    /// <summary>The limits guard a detector against strangers; pictures of the user's own may have any size.</summary>
    public static DetectorOptions WithoutLimits(this DetectorOptions options)
    {
        (options.MaxFrameBytes, options.MaxPixels) = (16 * 1024 * 1024, 67_108_864);
        return options;
    }
}
