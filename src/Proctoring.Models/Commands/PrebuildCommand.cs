using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Proctoring.Vision;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Commands;

/// <summary>
/// <c>models prebuild</c>: builds and caches what the pods would otherwise build when they start. For a job or an init
/// container on a node with the GPU that the pods will have, with the same settings in the environment.
/// </summary>
internal static class PrebuildCommand
{
    public static Command Create(TimeProvider time, IConfiguration configuration)
    {
        var selection = new ModelSelection();
        var command = new Command("prebuild", "Builds engines into the folder that Detector__Cache names, as pods with the same settings would.");
        selection.AddTo(command);
        command.SetAction((parsed, cancellationToken) => PerModel.RunAsync(parsed, selection, async folder =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var options = configuration.Detector(folder);
            if (options.Cache.Length == 0) throw new ModelException("There is nowhere to build into: set Detector__Cache to a folder.");
            // A native build cannot be stopped half-way; the command can.
            await Task.Run(() => Build(options, time, output), CancellationToken.None).WaitAsync(cancellationToken);
        }));
        return command;
    }

    private static void Build(DetectorOptions options, TimeProvider time, TextWriter output)
    {
        var started = time.GetTimestamp();
        using var detector = Detector.Load(options, time, step => output.WriteLine($"{options.Model}: {step}."));
        detector.WarmUp();
        if (detector.Report.Missing is { } missing) throw new ModelException($"{options.Model}: {missing}.");
        output.WriteLine($"{options.Model} is built for batches of {string.Join(", ", detector.BatchSizes)} after {time.GetElapsedTime(started).TotalSeconds:F1} s: {detector.Report}.");
    }
}
