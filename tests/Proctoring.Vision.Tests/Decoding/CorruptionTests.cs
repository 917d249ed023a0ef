using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Testing;
using Proctoring.Vision.Tests.Models;
using Proctoring.Vision.Tests.Pictures;

namespace Proctoring.Vision.Tests.Decoding;

/// <summary>
/// Damaged JPEGs straight after another candidate's frame, on the same workspace. Decoders have shown the earlier frame where
/// data was missing; that must never happen, and no damage may throw.
/// </summary>
public sealed class CorruptionTests : IDisposable
{
    private readonly Detector _detector = TinyModel.Load(manifest => manifest["watched"]!.AsArray().Clear());
    private readonly DetectorTurn _turn;

    public CorruptionTests() => _turn = _detector.EnterAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();

    public void Dispose()
    {
        _turn.Dispose();
        _detector.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Analyze_TruncatedFile_IsAFailure(int components)
    {
        var jpeg = Victim(components);
        foreach (var length in Offsets(jpeg, 250)) Assert.NotNull(FailureAfterConfetti(jpeg[..length], components));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Analyze_TruncatedFileWithAnEnd_ShowsNothingOfTheFrameBefore(int components)
    {
        var jpeg = Victim(components);
        var analysed = 0;
        foreach (var length in Offsets(jpeg, 250))
        {
            if (FailureAfterConfetti([.. jpeg[..length], 0xFF, 0xD9], components) is null) analysed++;
        }
        Assert.NotEqual(0, analysed); // else nothing was compared
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Analyze_OneByteChanged_ShowsNothingOfTheFrameBefore(int components)
    {
        var jpeg = Victim(components);
        var random = new Random(500 + components);
        var analysed = 0;
        for (var round = 0; round < 500; round++)
        {
            var damaged = jpeg.ToArray();
            // A third of them in the headers, where a byte says more.
            var at = round % 3 == 0 ? random.Next(JpegParts.Scan(jpeg) + 10) : random.Next(jpeg.Length);
            damaged[at] ^= (byte)random.Next(1, 256);
            if (FailureAfterConfetti(damaged, components) is null) analysed++;
        }
        Assert.InRange(analysed, 100, 499);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Analyze_HeaderThatClaimsMoreThanThereIs_ShowsNothingOfTheFrameBefore(int components)
    {
        foreach (var (width, height) in ((int, int)[])[(320, 241), (320, 480), (640, 240), (321, 240), (1280, 1280), (16, 65_535), (65_535, 16)])
            FailureAfterConfetti(JpegParts.WithSize(Victim(components), width, height), components);
    }

    [Fact]
    public void Analyze_WholeFrameAfterADamagedOne_IsAnalysed()
    {
        var jpeg = Victim(1);
        using var before = _turn.Analyze(jpeg, AnalysisRequest.Proctoring);
        FailureAfterConfetti([.. jpeg[..1000], 0xFF, 0xD9], 1);
        using var after = _turn.Analyze(jpeg, AnalysisRequest.Proctoring);

        Assert.Equal(before.Detections, after.Detections);
        Assert.Equal(before.Picture!.Span.ToArray(), after.Picture!.Span.ToArray());
    }

    private string? FailureAfterConfetti(byte[] jpeg, int components)
    {
        var request = new AnalysisRequest { Gray = components == 1, Picture = PictureWish.Always };
        using (var other = _turn.Analyze(Confetti.Jpeg(components), request)) Assert.Null(other.Failure);
        using var frame = _turn.Analyze(jpeg, request);
        if (frame.Failure is null) AssertNoConfetti(frame);
        else Assert.Null(frame.Picture);
        return frame.Failure;
    }

    private static void AssertNoConfetti(AnalyzedFrame frame)
    {
        using var picture = Cv2.ImDecode(frame.Picture!.Span, ImreadModes.Grayscale);
        Assert.Equal((frame.Width, frame.Height), (picture.Width, picture.Height));
        Assert.True(picture.GetArray(out byte[] pixels));
        Assert.InRange(Confetti.Resemblance(pixels), -1, 0.6);
    }

    /// <summary>Every place in the headers, then places evenly over the rest.</summary>
    private static IEnumerable<int> Offsets(byte[] jpeg, int count)
    {
        var scan = JpegParts.Scan(jpeg);
        return Enumerable.Range(1, scan).Where(at => at % 4 == 0)
            .Concat(Enumerable.Range(0, count).Select(i => scan + (int)((long)i * (jpeg.Length - scan) / count)))
            .Append(jpeg.Length - 1);
    }

    private static byte[] Victim(int components)
    {
        using var scene = Scene.Draw(Scene.HeldUp);
        using var small = scene.Resize(new Size(Confetti.Width, Confetti.Height));
        if (components == 3) return Scene.Encode(small, 80);
        using var gray = small.CvtColor(ColorConversionCodes.BGR2GRAY);
        return Scene.Encode(gray, 80);
    }
}
