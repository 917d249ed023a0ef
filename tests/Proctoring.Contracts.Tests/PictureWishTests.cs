namespace Proctoring.Contracts.Tests;

public sealed class PictureWishTests
{
    [Fact]
    public void Fingerprint_SameObjectsElsewhereInAnotherOrder_IsTheSame() =>
        Assert.Equal(Fingerprint(Seen("book", "mouse", "mouse")), Fingerprint(Seen("mouse", "book", "mouse")));

    [Theory]
    [InlineData("book", "laptop")]
    [InlineData("book", "")]
    [InlineData("book", "book,book")]
    [InlineData("book,laptop", "book,mouse")]
    public void Fingerprint_OtherObjectsOrAnotherNumber_Differs(string one, string other) =>
        Assert.NotEqual(Fingerprint(Seen(Labels(one))), Fingerprint(Seen(Labels(other))));

    [Fact]
    public void Fingerprint_OfWhatIsWrittenDown_StaysWhatItIs()
    {
        // Pods of different versions may stand behind one gateway.
        Assert.Equal(0, Fingerprint([]));
        Assert.Equal(0, Fingerprint(Seen("person"))); // not watched
        Assert.Equal(4842047373239833197, Fingerprint(Seen("cell phone")));
    }

    [Theory]
    [InlineData("book", 1, 1, false)]
    [InlineData("book", 1, 2, true)]
    [InlineData("book", 1, null, true)]
    [InlineData("book", null, 1, true)]
    [InlineData(Contracts.Labels.CellPhone, 1, 1, true)]
    public void Wants_AnyPossible_WhatIsOtherThanWhatWasDrawnOrAPhone(string seen, int? drawnBefore, int? drawnNow, bool wanted)
    {
        Assert.Equal(wanted, new PictureWish(true, drawnBefore).Wants(Seen(seen), drawnNow));
        Assert.False(PictureWish.None.Wants(Seen(seen), drawnNow));
    }

    private static long Fingerprint(IReadOnlyList<Detection> detections) => SeenObjects.Fingerprint(detections, new HashSet<string> { "book", "laptop", "mouse", Contracts.Labels.CellPhone });

    private static string[] Labels(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static Detection[] Seen(params string[] labels) => [.. labels.Select((label, i) => new Detection(label, 0.5f, new Box(i, i, i + 1, i + 1)))];
}
