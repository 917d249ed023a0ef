using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Delivery.Addresses;

namespace Proctoring.Gateway.Tests.Delivery;

public sealed class SigningKeysTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void KeyFile_Rotated_SignsWithTheFirstAndBelievesAll()
    {
        var (old, @new) = (Key("2026a"), Key("2026b"));
        File.WriteAllText(_file, $"# the exam season\n{old}\n");
        var keys = new SigningKeys(Options.Create(new DeliveryOptions { Signing = { KeyFile = _file } }), _clock, NullLogger<SigningKeys>.Instance);
        var signed = keys.Current[0].Sign("pictures/a", "1");

        File.WriteAllText(_file, $"{@new}\n{old}\n");
        Assert.Equal("2026a", keys.Current[0].Id);
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("2026b", keys.Current[0].Id);
        Assert.True(keys.Find("2026a")!.Signed("pictures/a", "1", signed));
        Assert.False(keys.Find("2026b")!.Signed("pictures/a", "1", signed));

        File.WriteAllText(_file, $"{@new}\n");
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Null(keys.Find("2026a"));
    }

    [Fact]
    public void KeyFile_HalfWritten_LeavesTheEarlierKeysInUse()
    {
        File.WriteAllText(_file, Key("a"));
        var keys = new SigningKeys(Options.Create(new DeliveryOptions { Signing = { KeyFile = _file } }), _clock, NullLogger<SigningKeys>.Instance);
        File.WriteAllText(_file, "b:c2hvcnQ=");
        _clock.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("a", keys.Current.Single().Id);
    }

    [Fact]
    public void Sign_KnownKey_IsWhatAnEdgeComputes()
    {
        // tests/page/cdn.test.mjs holds docs/cdn to the same words.
        Assert.True(SigningKey.TryParse("2026a:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", out var key));

        Assert.Equal("sC5Xkm-N1jR7IQOO4ooW0BKCyHfYio-5CTfz5Ycny74", key!.Sign("pictures/ab/0123456789abcdef0123456789abcd.jpg", "1795350000"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")]
    [InlineData("a:dG9vIHNob3J0")]
    [InlineData("a b:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")]
    [InlineData("a:not base64 but long enough to be a key, or so it seems")]
    public void TryParse_NoKey_IsRefused(string text) => Assert.False(SigningKey.TryParse(text, out _));

    [Fact]
    public void Read_TwoOfOneName_IsRefused() => Assert.Throws<FormatException>(() => SigningKeys.Read($"{Key("a")}\n{Key("a")}"));

    private static string Key(string id) => $"{id}:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}";
}
