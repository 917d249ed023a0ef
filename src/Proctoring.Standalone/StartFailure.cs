using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Proctoring.Vision.Manifests;

namespace Proctoring.Standalone;

/// <summary>What keeps the server from starting through no fault of its code: a model, a setting, a port. One sentence says it, without a stack trace.</summary>
internal static class StartFailure
{
    private const string Binder = "Microsoft.Extensions.Configuration.Binder";

    public static bool IsExpected(Exception e) =>
        e is ModelException or OptionsValidationException or IOException or SocketException or InvalidOperationException { Source: Binder };

    public static string Describe(Exception e) => e is SocketException
        ? $"Proctoring cannot start. It cannot listen at the address and ports of section Server: {e.Message}."
        : $"Proctoring cannot start. {e.Message}";

    /// <summary>The host would log a failed start as well, with a stack trace. What ends it later is critical and still logged.</summary>
    public static void SayOnce(this ILoggingBuilder logging) => logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
}
