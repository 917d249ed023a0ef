namespace Proctoring.Vision.Manifests;

/// <summary>What a manifest must satisfy beyond its JSON shape.</summary>
internal static class ManifestRules
{
    public static void Check(ModelManifest manifest, string path)
    {
        var input = manifest.Input;
        Require(input.Layout == "NCHW", $"input.layout is '{input.Layout}'; NCHW is supported");
        Require(input.Channels is "BGR" or "RGB", $"input.channels is '{input.Channels}'; BGR and RGB are supported");
        Require(input.Colour is "any" or "gray", $"input.colour is '{input.Colour}'; any and gray are supported");
        Require(input.Letterbox.Align is "centre" or "start", $"input.letterbox.align is '{input.Letterbox.Align}'; centre and start are supported");
        Require(input.Letterbox.Fill is >= 0 and <= 255, "input.letterbox.fill must be 0 to 255");
        Require(input.Width is >= 32 and <= 4096 && input.Height is >= 32 and <= 4096, "input.width and input.height must be 32 to 4,096 pixels");
        Require(input.Mean.Count == 3 && input.Std.Count == 3 && input.Std.All(s => s > 0), "input.mean and input.std need three values, std above 0");
        Require(manifest.Head.Kind == "nanodet", $"head.kind is '{manifest.Head.Kind}'; nanodet is supported");
        Require(manifest.Head.Bins is >= 2 and <= 64, "head.bins must be 2 to 64");
        Require(manifest.Head.Levels.Count > 0 && manifest.Head.Levels.All(l => l is not null), "head.levels is empty or has a null");
        Require(manifest.Head.Levels.All(l => l.Stride > 0 && input.Width % l.Stride == 0 && input.Height % l.Stride == 0), "each head.levels stride must divide the input size");
        Require(manifest.Nms.Iou is > 0 and <= 1, "nms.iou must be above 0 and at most 1");
        Require(manifest.Nms.MaxDetections is >= 1 and <= 1000, "nms.maxDetections must be 1 to 1,000");
        Require(manifest.ScoreThreshold is > 0 and < 1, "scoreThreshold must lie between 0 and 1");
        Require(!manifest.Classes.Any(string.IsNullOrWhiteSpace), "classes has a name that is empty");
        Require(manifest.Classes.Count > 0 && manifest.Classes.Distinct().Count() == manifest.Classes.Count, "classes must be there and differ");
        foreach (var label in manifest.Watched)
            Require(manifest.Classes.Contains(label), $"watched names '{label}', which is not among the classes");
        Require(manifest.Sha256.Length == 64 && manifest.Sha256.All(char.IsAsciiHexDigitLower), "sha256 must have 64 lower-case hexadecimal digits");
        Require(Path.GetFileName(manifest.File) == manifest.File && manifest.File is not ("" or "." or ".."), "file must be a plain file name");

        void Require(bool holds, string complaint)
        {
            if (!holds) throw new ModelException($"The manifest {path} is not usable: {complaint}.");
        }
    }
}
