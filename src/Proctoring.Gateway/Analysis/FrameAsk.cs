using Proctoring.Contracts;

namespace Proctoring.Gateway.Analysis;

/// <summary>What is wanted of a session's next frame.</summary>
/// <param name="IsEchoed">Whether each verdict comes with a picture, also where nothing is new.</param>
public readonly record struct FrameAsk(FramePriority Priority, PictureWish Picture, bool IsEchoed = false);
