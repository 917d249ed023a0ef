using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Heads;

internal static class DetectionHead
{
    /// <summary>The head that reads the outputs of a manifest's model.</summary>
    public static IDetectionHead Of(ModelManifest manifest) => manifest.Head switch
    {
        NanoDetSettings settings => new NanoDetHead(manifest, settings),
        YoloXSettings settings => new YoloXHead(manifest, settings),
        YoloSettings settings => new YoloHead(manifest, settings),
        YoloNmsSettings settings => new YoloNmsHead(manifest, settings),
        DetrSettings settings => new DetrHead(manifest, settings),
        _ => throw new NotSupportedException($"There is no head for {manifest.Head.GetType().Name}."),
    };
}
