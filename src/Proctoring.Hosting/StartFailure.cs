using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Proctoring.Hosting;

/// <summary>What keeps a server from starting through no fault of its code: a setting, a file, a port. One sentence says it, without a stack trace.</summary>
public static class StartFailure
{
    private const string Binder = "Microsoft.Extensions.Configuration.Binder";

    /// <summary>Runs a server; an expected failure is told on stderr.</summary>
    /// <param name="isExpected">Failures of the server's own kind whose message is for people.</param>
    /// <returns>The exit status.</returns>
    public static async Task<int> TellAsync(Func<Task> run, Func<Exception, bool>? isExpected = null)
    {
        try
        {
            await run();
            return Environment.ExitCode;
        }
        catch (Exception e) when (IsExpected(e) || isExpected?.Invoke(e) == true)
        {
            await Console.Error.WriteLineAsync(Describe(e));
            return 1;
        }
    }

    /// <summary>The host would log a failed start as well, with a stack trace. What ends it later is critical and still logged.</summary>
    public static void SayOnce(this ILoggingBuilder logging) => logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);

    private static bool IsExpected(Exception e) =>
        e is OptionsValidationException or IOException or CryptographicException or SocketException or InvalidOperationException { Source: Binder };

    private static string Describe(Exception e) => e is SocketException
        ? $"Proctoring cannot start. It cannot listen at the address and ports of section Server: {e.Message}."
        : $"Proctoring cannot start. {e.Message}";
}
