using Microsoft.AspNetCore.Connections;
using Proctoring.Gateway.Tests.Hosting;

namespace Proctoring.Gateway.Tests.Transport;

/// <summary>What the server reads sockets into.</summary>
public sealed class FrameBlocksTests
{
    private const int LargestUsualFrame = 30 * 1024;

    [Fact]
    public async Task Blocks_KestrelAsksForLess_HoldAWholeFrame()
    {
        await using var host = await GatewayHost.StartAsync();
        using var pool = host.Service<IMemoryPoolFactory<byte>>().Create();
        using var block = pool.Rent(4096);

        Assert.True(block.Memory.Length >= LargestUsualFrame);
    }

    [Fact]
    public async Task Blocks_MoreIsAskedFor_HoldThat()
    {
        await using var host = await GatewayHost.StartAsync();
        using var pool = host.Service<IMemoryPoolFactory<byte>>().Create();
        using var block = pool.Rent(100_000);

        Assert.True(block.Memory.Length >= 100_000);
    }
}
