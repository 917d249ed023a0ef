using Proctoring.Contracts;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Transport.Dialects;

/// <summary>The server's first words to a client that said start.</summary>
/// <param name="ResumeToken">Takes the session up again until <paramref name="ResumeExpires"/>.</param>
internal sealed record Welcome(
    string SessionId, string ResumeToken, DateTimeOffset ResumeExpires, TimeSpan Interval, int MaxFrameBytes, int MaxPixels,
    PictureMode Pictures, TimeSpan Hold, bool Resumed, TimeSpan PhoneTotal, bool CheatingDetected);

/// <summary>A verdict with everything around it.</summary>
/// <param name="Frame">Number of the frame on its connection.</param>
/// <param name="Total">From arrival to verdict.</param>
/// <param name="Superseded">Frames replaced by newer ones since the verdict before.</param>
/// <param name="StoodOver">Whether nobody analysed it: it shows nothing new.</param>
/// <param name="Stored">A picture, usually of an earlier frame, that can be fetched; null for none since the verdict before.</param>
internal readonly record struct VerdictReport(Verdict Verdict, long Frame, AnalyzedFrame Analysis, StageTimes Times, TimeSpan Total, long Superseded, StoredPicture? Stored, bool StoodOver);

/// <summary>Why a frame was not taken.</summary>
/// <param name="Code">For programs, e.g. <c>frame_too_large</c>.</param>
/// <param name="Sentence">For people; names the limit.</param>
/// <param name="Frame">Number of the frame; 0 when it concerns none.</param>
internal readonly record struct Refusal(string Code, string Sentence, long Frame);
