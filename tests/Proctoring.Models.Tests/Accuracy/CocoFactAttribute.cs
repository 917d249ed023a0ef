using Proctoring.Testing;

namespace Proctoring.Models.Tests.Accuracy;

/// <summary>A test on 64 labelled photographs that are too large for the repository; skipped where they are not beside it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CocoFactAttribute : FactAttribute
{
    public CocoFactAttribute()
    {
        if (!Directory.Exists(Folder)) Skip = $"There are no photographs in {Folder}.";
    }

    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "coco-val64"));
}
