using Proctoring.Contracts;
using Proctoring.Gateway.Gating;
using Proctoring.Testing.Clips;
using Proctoring.Vision;

namespace Proctoring.Benchmarks.Clips;

/// <summary>Has every frame of clips analysed, as many at once as the detector takes.</summary>
internal sealed class ClipWatcher(Detector detector)
{
    private readonly ThumbnailReader _thumbnails = new();

    public async Task<IReadOnlyList<WatchedClip>> WatchAsync(IReadOnlyList<Clip> clips)
    {
        var watched = new WatchedClip[clips.Count];
        await Parallel.ForAsync(0, clips.Count, new ParallelOptions { MaxDegreeOfParallelism = detector.Concurrency }, async (i, cancellationToken) => watched[i] = await WatchAsync(clips[i], cancellationToken));
        return watched;
    }

    private async Task<WatchedClip> WatchAsync(Clip clip, CancellationToken cancellationToken)
    {
        var frames = new ClipFrame[Clip.Frames];
        for (var i = 0; i < frames.Length; i++)
        {
            var jpeg = clip.Jpeg(i);
            JpegHeader.TryRead(jpeg, out var header);
            using var turn = await detector.EnterAsync(cancellationToken);
            using var result = turn.Analyze(jpeg, AnalysisRequest.Proctoring with { Picture = PictureWish.None });
            frames[i] = new ClipFrame(_thumbnails.Read(jpeg, header)!, result.Detections, result.PhoneScore);
        }
        return new WatchedClip(clip, frames);
    }
}

/// <summary>All that matters of one frame.</summary>
internal sealed record ClipFrame(Thumbnail Thumbnail, IReadOnlyList<Detection> Detections, float PhoneScore);
