using Proctoring.Contracts;

namespace Proctoring.Gateway.Incidents;

/// <summary>What was kept of an episode, and where it lies.</summary>
/// <param name="IsWhole">False where the episode had begun at another connection or gateway, whose frames are gone: what is here was seen since.</param>
/// <param name="Boxes">Object with everything of this but the pictures; null where there is no store.</param>
internal sealed record EvidenceIndex(bool IsWhole, IReadOnlyList<EvidencePicture> Pictures, string? Boxes)
{
    /// <summary>Of every object of it that lies in the store.</summary>
    public IEnumerable<string> ObjectNames() => Pictures.Select(picture => picture.Name).Append(Boxes).OfType<string>();
}

/// <summary>A frame that was kept.</summary>
/// <param name="Roles">What it is kept for: first, highest, mark.</param>
/// <param name="Name">Of the object with the original JPEG; null where it could not be kept.</param>
/// <param name="Score">Best score of a phone in it, 0–1.</param>
/// <param name="Objects">What was seen in it; boxes in pixels.</param>
internal sealed record EvidencePicture(
    IReadOnlyList<string> Roles, string? Name, DateTimeOffset At, float Score, int Width, int Height, IReadOnlyList<Detection> Objects);
