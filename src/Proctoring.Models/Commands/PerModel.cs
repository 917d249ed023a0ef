using System.CommandLine;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Commands;

/// <summary>Does something for each selected model. One that fails does not keep the others from their turn.</summary>
internal static class PerModel
{
    /// <returns>The exit code: 1 where anything failed, with a sentence for each failure on stderr.</returns>
    public static async Task<int> RunAsync(ParseResult parsed, ModelSelection selection, Func<string, Task> act)
    {
        var error = parsed.InvocationConfiguration.Error;
        var exitCode = 0;
        try
        {
            foreach (var folder in selection.Folders(parsed))
            {
                try
                {
                    await act(folder);
                }
                catch (Exception e) when (e is ModelException or IOException or UnauthorizedAccessException)
                {
                    await error.WriteLineAsync(e.Message);
                    exitCode = 1;
                }
            }
        }
        catch (ModelException e)
        {
            await error.WriteLineAsync(e.Message);
            exitCode = 1;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped before it was done.");
            exitCode = 1;
        }
        return exitCode;
    }
}
