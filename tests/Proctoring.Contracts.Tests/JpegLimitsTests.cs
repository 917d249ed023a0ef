using static Proctoring.Contracts.Tests.MarkerStream;

namespace Proctoring.Contracts.Tests;

public sealed class JpegLimitsTests
{
    private readonly JpegLimits _limits = new() { MaxBytes = 2_000, MaxPixels = 10_000 };

    [Fact]
    public void Check_WithinEveryLimit_IsFine()
    {
        Assert.Equal(JpegProblem.None, _limits.Check(Picture(100, 100), out var header));
        Assert.Equal(new JpegHeader(100, 100, 3, false), header);
    }

    [Theory]
    [InlineData(2_000, JpegProblem.None)]
    [InlineData(2_001, JpegProblem.TooLarge)]
    public void Check_Bytes_LimitItselfIsAllowed(int size, JpegProblem expected)
    {
        var picture = Picture(100, 100);

        Assert.Equal(expected, _limits.Check([.. picture, .. new byte[size - picture.Length]], out _));
    }

    [Theory]
    [InlineData(100, 100, JpegProblem.None)]
    [InlineData(10_000, 1, JpegProblem.None)]
    [InlineData(73, 137, JpegProblem.TooManyPixels)] // 10,001
    [InlineData(65_535, 65_535, JpegProblem.TooManyPixels)] // -131,071 if multiplied as int
    public void Check_Pixels_LimitItselfIsAllowed(int width, int height, JpegProblem expected) =>
        Assert.Equal(expected, _limits.Check(Picture(width, height), out _));

    [Theory]
    [InlineData(1, JpegProblem.None)]
    [InlineData(3, JpegProblem.None)]
    [InlineData(4, JpegProblem.Components)] // inks, which no camera sends
    public void Check_Components_GrayAndColourAreAllowed(int components, JpegProblem expected) =>
        Assert.Equal(expected, _limits.Check(Picture(100, 100, components: components), out _));

    [Fact]
    public void Check_Progressive_OnlyWhereItIsAllowed()
    {
        var picture = Picture(100, 100, marker: 0xC2);

        Assert.Equal(JpegProblem.Progressive, _limits.Check(picture, out _));
        Assert.Equal(JpegProblem.None, (_limits with { AllowProgressive = true }).Check(picture, out _));
    }

    [Fact]
    public void Check_SeveralProblems_TheCheapestToFindIsReported()
    {
        var hugeProgressive = Picture(9_999, 9_999, marker: 0xC2);

        Assert.Equal(JpegProblem.Empty, (_limits with { MaxBytes = 0 }).Check([], out _));
        Assert.Equal(JpegProblem.TooLarge, _limits.Check(new byte[5_000], out _));
        Assert.Equal(JpegProblem.TooLarge, _limits.Check([.. hugeProgressive, .. new byte[5_000]], out _));
        Assert.Equal(JpegProblem.NotJpeg, _limits.Check("Not a picture."u8, out _));
        Assert.Equal(JpegProblem.TooManyPixels, _limits.Check(hugeProgressive, out _));
    }

    public static TheoryData<JpegProblem, string> Sentences => new()
    {
        { JpegProblem.Empty, "No frame received" },
        { JpegProblem.TooLarge, "The frame has 312,004 bytes; the limit is 2,000." },
        { JpegProblem.NotJpeg, "Frame conversion failed" },
        { JpegProblem.TooManyPixels, "The frame has 20,000×30,000 pixels; the limit is 10,000 in all." },
        { JpegProblem.Progressive, "The frame is a progressive JPEG; only baseline JPEGs are taken." },
        { JpegProblem.Components, "The frame has 3 components; 1 (gray) and 3 (colour) are taken." },
        { JpegProblem.TooManyScans, "The frame is coded in too many scans; the limit is 3." },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void Describe_EveryProblem_NamesTheLimit(JpegProblem problem, string sentence) =>
        Assert.Equal(sentence, _limits.Describe(problem, 312_004, new JpegHeader(20_000, 30_000, 3, false)));

    [Fact]
    public void Describe_Table_HasEveryProblem() =>
        Assert.Equal(Enum.GetValues<JpegProblem>().Except([JpegProblem.None]), Sentences.Select(row => (JpegProblem)row[0]).Order());

    private static byte[] Picture(int width, int height, int marker = 0xC0, int components = 3) =>
        [.. UpTo(Frame(marker, width, height, components)), .. Scan, 1, 2, .. Eoi];
}
