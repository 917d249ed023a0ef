using System.CommandLine;
using Proctoring.Models.Calibration;
using Proctoring.Models.Conversion.Quantisation;
using Proctoring.Models.Fetching;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Running;

namespace Proctoring.Models.Commands;

/// <summary><c>models calibrate</c>: writes the ranges that a manifest's <c>source.ranges</c> names, from pictures such as the model will see.</summary>
internal static class CalibrateCommand
{
    public static Command Create(TimeProvider time)
    {
        var selection = new ModelSelection();
        var npm = new NpmSettings();
        var pictures = new Option<string[]>("--pictures") { Description = "A folder of *.jpg; may be named more than once.", Required = true };
        var command = new Command(
            "calibrate", "Runs a model's float form on pictures and writes between what values its tensors lie, for quantisation. Its digest changes: 'digest' prints the new one.");
        selection.AddTo(command);
        npm.AddTo(command);
        command.Add(pictures);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var packages = npm.Packages(parsed, time);
            return await PerModel.RunAsync(parsed, selection, async folder =>
            {
                var (seen, path) = await CalibrateAsync(folder, parsed.GetRequiredValue(pictures), packages, cancellationToken);
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{path}: ranges of {seen} pictures, each in colour and in gray.");
            });
        });
        return command;
    }

    private static async Task<(int Seen, string Path)> CalibrateAsync(string folder, string[] pictures, Packages packages, CancellationToken cancellationToken)
    {
        var manifest = ModelManifest.Load(folder);
        if (manifest.Source?.Ranges is not { } file) throw new ModelException($"The manifest of {manifest.Name} names no source.ranges.");
        string[] files = [.. pictures.SelectMany(from => Directory.EnumerateFiles(from, "*.jpg", SearchOption.AllDirectories).Order(StringComparer.Ordinal))];
        if (files.Length == 0) throw new ModelException($"There is no *.jpg in {string.Join(", ", pictures)}.");
        OnnxRuntimeTelemetry.TurnOff();
        using var calibrator = new Calibrator(manifest, await SourceConversion.ConvertToFloatAsync(manifest, packages, cancellationToken));
        foreach (var picture in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            calibrator.See(picture);
        }
        var path = Path.Combine(folder, file);
        await AtomicFile.WriteAsync(path, TensorRanges.Write(calibrator.Ranges), cancellationToken);
        return (files.Length, path);
    }
}
