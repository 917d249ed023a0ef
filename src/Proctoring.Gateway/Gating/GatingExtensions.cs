using Microsoft.Extensions.Options;
using Proctoring.Gateway.Telemetry;
using Proctoring.Hosting;

namespace Proctoring.Gateway.Gating;

internal static class GatingExtensions
{
    public static void AddGating(this WebApplicationBuilder builder)
    {
        builder.Services.AddRoom<GatingOptions, GatingOptionsValidator>(builder.Configuration, "Gating");
        builder.Services.AddSingleton<IValidateOptions<GatingOptions>, NativeLibraryIsThere>();
        builder.Services.AddSingleton<ThumbnailReader>();
        builder.Services.AddSingleton<GatingMetrics>();
        builder.Services.AddSingleton<GatedAnalyzer>();
    }

    private sealed class NativeLibraryIsThere : IValidateOptions<GatingOptions>
    {
        public ValidateOptionsResult Validate(string? name, GatingOptions options) => !options.Enabled || TurboJpeg.IsThere
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Gating needs {TurboJpeg.Library}, which is not installed: install libturbojpeg0, or set Gating:Enabled to false.");
    }
}
