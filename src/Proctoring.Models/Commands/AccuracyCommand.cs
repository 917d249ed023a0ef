using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Proctoring.Models.Accuracy;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Commands;

/// <summary><c>models accuracy</c>: how well a model sees, and whether that is as well as it should.</summary>
internal static class AccuracyCommand
{
    public static Command Create(TimeProvider time, IConfiguration configuration)
    {
        var settings = new AccuracySettings();
        var command = new Command(
            "accuracy", "Measures a model on labelled photographs and on drawn scenes; fails where it is worse than it should be.");
        settings.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var error = parsed.InvocationConfiguration.Error;
            try
            {
                var trial = new AccuracyTrial(configuration.Detector(settings.Model(parsed)).WithoutLimits(), settings.Pod(parsed), time, parsed.InvocationConfiguration.Output);
                var report = await trial.RunAsync(settings.Data(parsed), settings.Scenes(parsed), cancellationToken);
                await report.WriteAsync(settings.Report(parsed), cancellationToken);
                foreach (var complaint in report.Complaints) await error.WriteLineAsync(complaint);
                return report.Complaints.Count == 0 ? 0 : 1;
            }
            catch (Exception e) when (e is AccuracyException or ModelException or IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync(e.Message);
            }
            catch (OperationCanceledException)
            {
                await error.WriteLineAsync("Stopped before it was done.");
            }
            return 1;
        });
        return command;
    }
}
