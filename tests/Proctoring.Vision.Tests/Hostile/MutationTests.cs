using System.Globalization;
using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Testing;
using Proctoring.Vision.Annotation;
using Proctoring.Vision.Decoding;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Preprocessing;
using Proctoring.Vision.Tests.Preprocessing;

namespace Proctoring.Vision.Tests.Hostile;

/// <summary>
/// Damaged JPEGs through everything that touches a stranger's bytes: header parser, decoder, tensor, encoder. The model itself
/// only ever sees a tensor of numbers. <c>PROCTORING_MUTATIONS</c> sets how many (make soak: 100,000); the seed is the test's name and number.
/// </summary>
public sealed class MutationTests
{
    private static readonly int Mutations = int.Parse(Environment.GetEnvironmentVariable("PROCTORING_MUTATIONS") ?? "5000", CultureInfo.InvariantCulture);

    private static readonly byte[][] Seeds = [Small(1, gray: true), Small(2, gray: false), Small(3, gray: true, progressive: true), Comment.Add(Small(4, gray: true), "a comment")];

    [Fact]
    public void HeaderParser_DamagedJpegs_NeverThrowsAndNeverClaimsNonsense()
    {
        var mutator = new Mutator(1);
        for (var i = 0; i < Math.Max(Mutations, 100_000); i++)
        {
            var damaged = mutator.Mutate(Seeds[i % Seeds.Length]);
            if (!JpegHeader.TryRead(damaged, out var header)) continue;
            Assert.InRange(header.Width, 1, 65_535);
            Assert.InRange(header.Height, 1, 65_535);
            Assert.Contains(header.Components, (int[])[1, 3, 4]);
        }
    }

    [Fact]
    public void Vision_DamagedJpegs_AreRefusedOrDecodedToTheirHeadersSize()
    {
        var manifest = ModelManifest.Load(Repository.Model);
        var writer = new TensorWriter(manifest.Input);
        var tensor = new float[3 * manifest.Input.Width * manifest.Input.Height];
        var limits = new JpegLimits { MaxPixels = 640 * 480 };
        var mutator = new Mutator(2);
        var decoded = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var damaged = mutator.Mutate(Seeds[i % Seeds.Length]);
            if (limits.Check(damaged, out var header) != JpegProblem.None) continue;
            using var pixels = JpegDecoder.Decode(damaged, header, gray: i % 2 == 0);
            if (pixels is null) continue;
            decoded++;
            Assert.Equal((header.Width, header.Height), (pixels.Width, pixels.Height));
            writer.Write(pixels, tensor);
            JpegEncoder.Encode(pixels, 60).Dispose();
        }
        Assert.InRange(decoded, Mutations / 100, Mutations - 1); // otherwise the damage is no test
    }

    private static byte[] Small(int seed, bool gray, bool progressive = false)
    {
        using var scene = Scene.Draw(Scene.HeldUp, seed);
        using var small = new Mat();
        Cv2.Resize(scene, small, new Size(160, 120));
        if (gray) Cv2.CvtColor(small, small, ColorConversionCodes.BGR2GRAY);
        Cv2.ImEncode(".jpg", small, out var jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, 50), new ImageEncodingParam(ImwriteFlags.JpegProgressive, progressive ? 1 : 0));
        return jpeg;
    }
}
