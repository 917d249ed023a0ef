using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Fetching;

/// <summary>Downloads packages through the machine's npm, so that its registry, proxy and credentials settings hold.</summary>
/// <param name="program">Name or path of the npm client.</param>
/// <param name="timeout">How long one download may take.</param>
internal sealed partial class NpmClient(string program, TimeSpan timeout, TimeProvider time)
{
    /// <summary>Fetches one exact version; returns the path of the .tgz in <paramref name="folder"/>, which should be empty.</summary>
    /// <exception cref="ModelException">npm is missing, failed or took too long.</exception>
    public async Task<string> PackAsync(string package, string version, string folder, CancellationToken cancellationToken)
    {
        // npm also takes folders, addresses and git references; a manifest names a published version and nothing else.
        if (!PackageName.IsMatch(package)) throw new ModelException($"'{package}' is not the name of an npm package.");
        if (!ExactVersion.IsMatch(version)) throw new ModelException($"'{version}' is not an exact version of an npm package.");

        using var process = Start(folder, $"{package}@{version}");
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var complaints = process.StandardError.ReadToEndAsync(either.Token);
            await process.StandardOutput.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            if (process.ExitCode != 0)
                throw new ModelException($"'npm pack {package}@{version}' failed with exit code {process.ExitCode}:\n{(await complaints).Trim()}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelException($"'npm pack {package}@{version}' took longer than {timeout.TotalSeconds:F0} seconds and was ended.");
        }
        finally
        {
            // npm is a script that starts others; nothing of it may outlive the command.
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        return Directory.EnumerateFiles(folder, "*.tgz").SingleOrDefault()
            ?? throw new ModelException($"'npm pack {package}@{version}' ended well and left no archive.");
    }

    private Process Start(string folder, string specification)
    {
        var start = new ProcessStartInfo(program, ["pack", "--ignore-scripts", "--loglevel=error", "--", specification])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new ModelException(
                $"'{program}' cannot be started. Models are downloaded with npm: install Node.js with npm and try again. ({e.Message})", e);
        }
    }

    [GeneratedRegex(@"^(@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~][a-z0-9._~-]*\z")]
    private static partial Regex PackageName { get; }

    [GeneratedRegex(@"^\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?\z")]
    private static partial Regex ExactVersion { get; }
}
