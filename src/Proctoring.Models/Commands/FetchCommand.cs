using System.CommandLine;
using Proctoring.Models.Fetching;

namespace Proctoring.Models.Commands;

/// <summary><c>models fetch</c>: afterwards every selected model lies beside its manifest, verified.</summary>
internal static class FetchCommand
{
    public static Command Create(TimeProvider time)
    {
        var selection = new ModelSelection();
        var npm = new NpmSettings();
        var command = new Command(
            "fetch", "Fetches, converts, verifies and tries each model whose file is not there yet or not the one its manifest names.");
        selection.AddTo(command);
        npm.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var packages = npm.Packages(parsed, time);
            var fetcher = new ModelFetcher(packages, parsed.InvocationConfiguration.Output);
            return await PerModel.RunAsync(parsed, selection, folder => fetcher.FetchAsync(folder, cancellationToken));
        });
        return command;
    }
}
