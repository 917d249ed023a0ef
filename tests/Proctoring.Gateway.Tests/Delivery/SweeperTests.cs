using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Stores;

namespace Proctoring.Gateway.Tests.Delivery;

/// <summary>Pictures whose time is up are deleted, and nothing else.</summary>
public sealed class SweeperTests
{
    [Fact]
    public async Task Folder_ExpiredPictures_AreDeletedAndOthersAreNot()
    {
        await using var store = await TestStore.StartAsync("folder");
        var old = Write(store, "pictures/ab/old.jpg", TimeSpan.FromMinutes(61));
        var partial = Write(store, "pictures/ab/half.jpg.partial", TimeSpan.FromMinutes(61));
        var young = Write(store, "pictures/ab/young.jpg", TimeSpan.FromMinutes(59));
        var evidence = Write(store, "evidence/ab/old.jpg", TimeSpan.FromDays(61));
        await using var host = await GatewayHost.StartAsync(null, [("Delivery:Pictures", "Url"), .. store.Settings()]);

        await Eventually.TrueAsync(() => !File.Exists(old) && !File.Exists(partial), "the expired ones are gone");
        Assert.True(File.Exists(young) && File.Exists(evidence));
        await Eventually.TrueAsync(async () => await host.MetricAsync("proctoring_pictures_swept_total{store=\"folder\"}") == 2, "they are counted");
    }

    [StoreTheory]
    [InlineData("azure")]
    [InlineData("s3")]
    public async Task Server_ExpiredPictures_AreDeletedWhereAsked(string kind)
    {
        await using var store = await TestStore.StartAsync(kind, lists: true);
        (string, string)[] settings = [("Delivery:Pictures", "Url"), ("Delivery:Interval", "0"), ("Delivery:AddressLifetime", "00:00:01"), ("Delivery:KeepFor", "00:00:02"), ("Delivery:Sweep", "true"), .. store.Settings()];
        await using var host = await GatewayHost.StartAsync(null, settings);
        var (client, _) = await host.StartAsync();
        await using var __ = client;
        for (var i = 0; i < 3; i++) await client.StoredAsync();

        await Eventually.TrueAsync(async () => await host.MetricAsync($"proctoring_pictures_swept_total{{store=\"{kind}\"}}") >= 3, "they are deleted");
        Assert.Equal([], host.Log.Of(1505));
    }

    private static string Write(TestStore store, string name, TimeSpan age)
    {
        var path = Path.Combine(store.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow - age);
        return path;
    }
}
