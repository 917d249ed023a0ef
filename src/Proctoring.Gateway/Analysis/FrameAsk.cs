using Proctoring.Contracts;

namespace Proctoring.Gateway.Analysis;

/// <summary>What is wanted of a session's next frame.</summary>
public readonly record struct FrameAsk(FramePriority Priority, PictureWish Picture);
