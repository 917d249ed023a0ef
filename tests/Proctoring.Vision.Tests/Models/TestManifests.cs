using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Tests.Models;

/// <summary>Manifests in memory, for what needs numbers and no file.</summary>
internal static class TestManifests
{
    public static ModelInput Input(
        int width = 416, int height = 416, string align = "centre", float fill = 0, string channels = "BGR", string layout = "NCHW", string type = "float")
    {
        float[] mean = type == "uint8" ? [0, 0, 0] : [103.53f, 116.28f, 123.675f];
        float[] std = type == "uint8" ? [1, 1, 1] : [57.375f, 57.12f, 58.395f];
        return new ModelInput("picture", width, height, layout, channels, mean, std, new LetterboxSettings(align, fill), "any", type);
    }

    /// <summary>Twice as wide as high, so that rows cannot pass for columns; three classes.</summary>
    public static ModelManifest Wide(int bins = 8) =>
        Wide(new NanoDetSettings(bins, [new HeadLevel(8, "s8", "b8"), new HeadLevel(16, "s16", "b16"), new HeadLevel(32, "s32", "b32")]));

    /// <inheritdoc cref="Wide(int)"/>
    public static ModelManifest Wide(ModelHead head) => new(
        "wide", "1", "none", "wide.onnx", new string('0', 64), Input(64, 32), head,
        new SuppressionSettings(0.6f, 100), 0.35f, [], ["pen", "phone", "book"]);
}
