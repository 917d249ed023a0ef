namespace Proctoring.Contracts.Tests;

public sealed class PictureWishTests
{
    [Fact]
    public void Fingerprint_SameObjectsElsewhereInAnotherOrder_IsTheSame() =>
        Assert.Equal(SeenObjects.Fingerprint(Seen("book", "person", "person")), SeenObjects.Fingerprint(Seen("person", "book", "person")));

    [Theory]
    [InlineData("book", "laptop")]
    [InlineData("book", "")]
    [InlineData("book", "book,book")]
    [InlineData("book,laptop", "book,mouse")]
    public void Fingerprint_OtherObjectsOrAnotherNumber_Differs(string one, string other) =>
        Assert.NotEqual(SeenObjects.Fingerprint(Seen(Labels(one))), SeenObjects.Fingerprint(Seen(Labels(other))));

    [Fact]
    public void Fingerprint_OfWhatIsWrittenDown_StaysWhatItIs()
    {
        // Gateways and pods of different versions compare them.
        Assert.Equal(0, SeenObjects.Fingerprint([]));
        Assert.Equal(4842047373239833197, SeenObjects.Fingerprint(Seen("cell phone")));
    }

    [Fact]
    public void Wants_Phone_AlwaysWhereAnyIsPossible()
    {
        var seen = Seen(Contracts.Labels.CellPhone);

        Assert.True(PictureWish.UnlessDrawn(SeenObjects.Fingerprint(seen)).Wants(seen));
        Assert.True(PictureWish.Always.Wants(seen));
        Assert.False(PictureWish.None.Wants(seen));
    }

    [Fact]
    public void Wants_UnlessDrawn_WhatIsOtherThanWhatWasDrawn()
    {
        var wish = PictureWish.UnlessDrawn(SeenObjects.Fingerprint(Seen("book")));

        Assert.False(wish.Wants(Seen("book")));
        Assert.True(wish.Wants(Seen("book", "laptop")));
        Assert.True(wish.Wants([]));
    }

    private static string[] Labels(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static Detection[] Seen(params string[] labels) => [.. labels.Select((label, i) => new Detection(label, 0.5f, new Box(i, i, i + 1, i + 1)))];
}
