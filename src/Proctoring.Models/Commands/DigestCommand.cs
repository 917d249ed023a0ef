using System.CommandLine;
using Proctoring.Models.Fetching;

namespace Proctoring.Models.Commands;

/// <summary><c>models digest</c>: what somebody who writes a manifest puts into its sha256.</summary>
internal static class DigestCommand
{
    public static Command Create(TimeProvider time)
    {
        var selection = new ModelSelection();
        var npm = new NpmSettings();
        var command = new Command(
            "digest", "Prints what belongs in a manifest's sha256 (64 zeros until then): of the model as converted from its source, or else of its file.");
        selection.AddTo(command);
        npm.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var packages = npm.Packages(parsed, time);
            return await PerModel.RunAsync(parsed, selection, async folder =>
            {
                var digest = await ModelDigest.OfAsync(folder, packages, cancellationToken);
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{digest}  {folder}");
            });
        });
        return command;
    }
}
