using Microsoft.Extensions.Options;
using Proctoring.Gateway.Tests.Hosting;

namespace Proctoring.Gateway.Tests.Delivery;

/// <summary>A gateway with a bad setting refuses to start and says what is wrong.</summary>
public sealed class DeliveryOptionsTests
{
    [Theory]
    [InlineData("Pictures=Url", "Pictures by Url need a Store: Folder, Azure or S3.")]
    [InlineData("Rooms:math-1=Url", "Pictures by Url need a Store: Folder, Azure or S3.")]
    [InlineData("Store=Folder", "The Folder for pictures is missing.")]
    [InlineData("Store=S3", "The S3 Bucket is missing.")]
    [InlineData("Store=Azure", "Azure needs one of Service, ConnectionString and ConnectionStringFile.")]
    [InlineData("Azure:ConnectionStringFile=/nowhere", "There is no file '/nowhere'.")]
    [InlineData("Azure:Container=Pictures", "A Container has 3 to 63 lower-case letters, digits and single dashes.")]
    [InlineData("Cdn:BaseUrl=https://cdn.example.org/", "A CDN checks addresses with keys that both sides know")]
    [InlineData("Cdn:BaseUrl=cdn.example.org", "'cdn.example.org' is no address such as https://pictures.example.org/.")]
    [InlineData("Signing:Keys:0=a:c2hvcnQ=", "Signing key 1 is not of the form id:base64 with 32 bytes or more.")]
    [InlineData("KeepFor=00:01:00;AddressLifetime=00:02:00", "a picture is kept at least for AddressLifetime, 00:02:00.")]
    [InlineData("Uploads=0", "Uploads")]
    public async Task Start_BadSetting_IsNamed(string settings, string sentence)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(null, [.. settings.Split(';').Select(Setting)]));

        Assert.Contains(sentence, failure.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string[], string?> Stores => new()
    {
        { ["Store=Azure", "Azure:ConnectionString=DefaultEndpointsProtocol=http;AccountName=exams;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:1/exams"], "http://127.0.0.1:1" },
        { ["Store=Azure", "Azure:Service=https://exams.blob.core.windows.net"], "https://exams.blob.core.windows.net" },
        { ["Store=S3", "S3:Bucket=pictures", "S3:Region=eu-central-1"], "https://pictures.s3.eu-central-1.amazonaws.com" },
        { ["Store=S3", "S3:Bucket=pictures", "S3:Service=http://127.0.0.1:1", "S3:PathStyle=true"], "http://127.0.0.1:1" },
        { ["Store=Folder", "Folder=/nowhere", "Cdn:BaseUrl=https://cdn.example.org/p", "Signing:Keys:0=a:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="], "https://cdn.example.org" },
        { ["Store=Folder", "Folder=/nowhere"], null },
    };

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Start_StoreThatIsAway_IsReadyAndItsPageMayShowPicturesFromThere(string[] settings, string? host)
    {
        await using var gateway = await GatewayHost.StartAsync(null, [("Delivery:Pictures", "Url"), .. settings.Select(Setting)]);

        Assert.True((await gateway.GetAsync("/readyz")).IsSuccessStatusCode);
        using var http = new HttpClient();
        using var page = await http.GetAsync(gateway.Main);
        var images = page.Headers.GetValues("Content-Security-Policy").Single().Split(';').Single(part => part.StartsWith(" img-src", StringComparison.Ordinal));
        Assert.Equal(host is null ? " img-src 'self' blob: data:" : $" img-src 'self' blob: data: {host}", images);
    }

    private static (string, string) Setting(string setting) => ("Delivery:" + setting[..setting.IndexOf('=')], setting[(setting.IndexOf('=') + 1)..]);
}
