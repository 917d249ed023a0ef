namespace Proctoring.Vision.Manifests;

/// <summary>What a manifest must satisfy beyond its JSON shape.</summary>
internal static class ManifestRules
{
    public static void Check(ModelManifest manifest, string path)
    {
        var input = manifest.Input;
        Require(input.Layout is "NCHW" or "NHWC", $"input.layout is '{input.Layout}'; NCHW and NHWC are supported");
        Require(input.Type is "float" or "half" or "uint8", $"input.type is '{input.Type}'; float, half and uint8 are supported");
        Require(input.Channels is "BGR" or "RGB", $"input.channels is '{input.Channels}'; BGR and RGB are supported");
        Require(input.Colour is "any" or "gray", $"input.colour is '{input.Colour}'; any and gray are supported");
        Require(
            input.Letterbox.Align is "centre" or "start" or "stretch",
            $"input.letterbox.align is '{input.Letterbox.Align}'; centre, start and stretch are supported");
        Require(input.Letterbox.Fill is >= 0 and <= 255, "input.letterbox.fill must be 0 to 255");
        Require(input.Width is >= 32 and <= 4096 && input.Height is >= 32 and <= 4096, "input.width and input.height must be 32 to 4,096 pixels");
        Require(input.Mean.Count == 3 && input.Std.Count == 3 && input.Std.All(s => s > 0), "input.mean and input.std need three values, std above 0");
        Require(
            input.Type != "uint8" || (input.Mean.All(m => m == 0) && input.Std.All(s => s == 1)),
            "input.type uint8 leaves normalisation to the model: input.mean must be 0 and input.std 1");
        if (manifest.Head.Complaint(input) is { } complaint) throw Unusable(path, complaint);
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
            if (!holds) throw Unusable(path, complaint);
        }
    }

    /// <param name="complaint">A sentence without its full stop that names the member.</param>
    public static ModelException Unusable(string path, string complaint) => new($"The manifest {path} is not usable: {complaint}.");
}
