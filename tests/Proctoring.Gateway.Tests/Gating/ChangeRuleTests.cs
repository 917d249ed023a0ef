using Proctoring.Contracts;
using Proctoring.Gateway.Gating;
using Proctoring.Testing;
using Proctoring.Testing.Clips;

namespace Proctoring.Gateway.Tests.Gating;

public sealed class ChangeRuleTests
{
    private static readonly double Tolerance = new GatingOptions().Tolerance;
    private static readonly ThumbnailReader Reader = new();

    [Fact]
    public void Difference_SameSceneWithOtherNoise_IsSmall() => Assert.InRange(Between(noise: 2), 0, Tolerance);

    [Theory]
    [InlineData(0.85)]
    [InlineData(1.1)]
    public void Difference_OtherLight_IsSmall(double light) => Assert.InRange(Between(noise: 2, pose: Pose.Still with { Light = light }), 0, Tolerance);

    [Theory]
    [InlineData(70)]
    [InlineData(135)]
    public void Difference_PhoneInView_IsFarBeyondTheTolerance(double width) => Assert.True(Between(noise: 2, phone: new Phone(440, 235, width)) > 3 * Tolerance);

    [Fact]
    public void Difference_PhoneInView_IsSeenThroughNoise()
    {
        // As much as a client could add to hide something: the tolerance rises at most twofold.
        var (before, now) = (Read(Scene.Draw(null, 1, Pose.Still, 1)), Noisy(Scene.Draw(Scene.HeldUp, 1, Pose.Still, 2)));
        Assert.True(ChangeRule.Difference(before, now) > Tolerance);
    }

    [Fact]
    public void Difference_CoveredLens_IsNoChangeOfLight()
    {
        using var dark = Scene.Draw(null, 1, Pose.Still, 2);
        dark.SetTo(new OpenCvSharp.Scalar(12, 12, 12));
        Assert.True(ChangeRule.Difference(Read(Scene.Draw(null, 1, Pose.Still, 1)), Read(dark)) > Tolerance);
    }

    [Fact]
    public void Difference_OtherSize_IsInfinite()
    {
        using var small = Scene.Draw(null, 1, Pose.Still, 1);
        using var half = small.Resize(new OpenCvSharp.Size(320, 240));
        Assert.Equal(double.PositiveInfinity, ChangeRule.Difference(Read(Scene.Draw(null, 1, Pose.Still, 1)), Read(half)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Read_GrayOrColour_IsTheSameBrightness(int components)
    {
        var thumbnail = Read(Scene.Jpeg(components: components));
        Assert.Equal((80, 60), (thumbnail!.Width, thumbnail.Height));
        using var scene = Scene.Draw();
        using var gray = scene.CvtColor(OpenCvSharp.ColorConversionCodes.BGR2GRAY);
        using var corner = gray.SubMat(new OpenCvSharp.Rect(0, 0, 32, 32));
        Assert.Equal(corner.Mean().Val0, thumbnail.Brightness[0], 1.0);
    }

    [Fact]
    public void Read_TooSmallOrDamaged_IsNull()
    {
        using var scene = Scene.Draw();
        using var tiny = scene.Resize(new OpenCvSharp.Size(120, 90));
        Assert.Null(Read(Scene.Encode(tiny)));
        var jpeg = Scene.Jpeg();
        Assert.Null(Read(jpeg.AsSpan(0, jpeg.Length / 2).ToArray()));
    }

    private static double Between(int noise, Phone? phone = null, Pose? pose = null)
    {
        using var before = Scene.Draw(null, 1, Pose.Still, 1);
        using var now = Scene.Draw(phone, 1, pose ?? Pose.Still, noise);
        return ChangeRule.Difference(Read(before), Read(now));
    }

    private static Thumbnail Noisy(OpenCvSharp.Mat scene)
    {
        using var noise = new OpenCvSharp.Mat(scene.Size(), scene.Type());
        OpenCvSharp.Cv2.Randn(noise, OpenCvSharp.Scalar.All(60), OpenCvSharp.Scalar.All(60));
        OpenCvSharp.Cv2.Add(scene, noise, scene);
        return Read(scene);
    }

    private static Thumbnail Read(OpenCvSharp.Mat scene)
    {
        using var gray = scene.CvtColor(OpenCvSharp.ColorConversionCodes.BGR2GRAY);
        return Read(Scene.Encode(gray))!;
    }

    private static Thumbnail? Read(byte[] jpeg) => JpegHeader.TryRead(jpeg, out var header) ? Reader.Read(jpeg, header) : null;
}
