using System.Text.Json.Serialization;

namespace Proctoring.Vision.Manifests;

/// <summary>How outputs become boxes. The member <c>kind</c> says which of these heads a manifest means.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = HeadKinds.Member)]
[JsonDerivedType(typeof(NanoDetSettings), "nanodet")]
[JsonDerivedType(typeof(YoloXSettings), "yolox")]
[JsonDerivedType(typeof(YoloSettings), "yolo")]
[JsonDerivedType(typeof(YoloNmsSettings), "yolo-nms")]
[JsonDerivedType(typeof(DetrSettings), "detr")]
public abstract record ModelHead
{
    /// <summary>What is wrong with the settings, a sentence without its full stop that names the member; null where nothing is.</summary>
    internal abstract string? Complaint(ModelInput input);
}
