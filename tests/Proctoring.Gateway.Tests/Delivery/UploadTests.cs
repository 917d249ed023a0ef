using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Contracts;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Delivery.Addresses;
using Proctoring.Gateway.Delivery.Stores;
using Proctoring.Gateway.Delivery.Uploads;
using Proctoring.Gateway.Telemetry;
using Proctoring.Hosting.Telemetry;
using Proctoring.Testing;
using Prometheus;

namespace Proctoring.Gateway.Tests.Delivery;

/// <summary>Which pictures are stored, and which are dropped and counted, seen through a store that does as it is told.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly ToldStore _store = new();
    private readonly DeliveryOptions _options = new() { Uploads = 1, MaxWaitingBytes = 1 << 20 };
    private DeliveryMetrics _metrics = null!;
    private UploadQueue _queue = null!;
    private UploadWorkers _workers = null!;

    public async Task InitializeAsync()
    {
        var (options, name) = (Options.Create(_options), new StoreName("told"));
        _metrics = new DeliveryMetrics(new MetricBook(_registry), name);
        _queue = new UploadQueue(_metrics, options);
        var trouble = new StoreTrouble(name, _metrics, _clock, NullLogger<StoreTrouble>.Instance);
        _workers = new UploadWorkers(_queue, _store, new KeyedAddresses(new SigningKeys(options, _clock, NullLogger<SigningKeys>.Instance), "/"), trouble, _metrics, _clock, options);
        await _workers.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        _store.Answer(null);
        await _workers.StopAsync(CancellationToken.None);
        _workers.Dispose();
    }

    [Fact]
    public async Task Put_OneAfterTheOther_IsStoredAndToldOnce()
    {
        using var slot = new UploadSlot(_queue);
        Put(slot, 1);
        _store.Answer(null);
        await Eventually.TrueAsync(() => _queue.Bytes == 0, "it is stored");

        var stored = slot.TakeStored()!;
        Assert.Equal(1, stored.Frame);
        Assert.Equal(_clock.GetUtcNow() + _options.AddressLifetime, stored.Expires);
        Assert.Null(slot.TakeStored());
    }

    [Fact]
    public async Task Put_WhileOneIsInWork_KeepsTheNewestAlone()
    {
        using var slot = new UploadSlot(_queue);
        Put(slot, 1);
        await _store.AskedAsync(1);
        for (var frame = 2; frame <= 5; frame++) Put(slot, frame);
        Assert.Equal(2 * Picture.Length, _queue.Bytes);

        _store.Answer(null);
        await _store.AskedAsync(2);
        _store.Answer(null);
        await Eventually.TrueAsync(() => _queue.Bytes == 0, "both are stored");
        Assert.Equal(5, slot.TakeStored()!.Frame);
        Assert.Equal(3, await DroppedAsync("overtaken"));
    }

    [Fact]
    public async Task Attempt_Failed_IsRepeatedUnderTheSameName()
    {
        using var slot = new UploadSlot(_queue);
        Put(slot, 1);
        await _store.AskedAsync(1);
        _store.Answer(new IOException("The disk is full."));
        await AdvanceUntilAskedAsync(2);
        _store.Answer(null);

        await Eventually.TrueAsync(() => _queue.Bytes == 0, "it is stored");
        Assert.Equal(1, slot.TakeStored()!.Frame);
        Assert.Single(_store.Names.Distinct());
    }

    [Fact]
    public async Task Attempt_Failed_GivesWayToANewerPicture()
    {
        using var slot = new UploadSlot(_queue);
        Put(slot, 1);
        await _store.AskedAsync(1);
        Put(slot, 2);
        _store.Answer(new IOException("The disk is full."));
        await AdvanceUntilAskedAsync(2);
        _store.Answer(null);

        await Eventually.TrueAsync(() => _queue.Bytes == 0, "the newer one is stored");
        Assert.Equal(2, slot.TakeStored()!.Frame);
        Assert.Equal(1, await DroppedAsync("overtaken"));
    }

    [Fact]
    public async Task Picture_PastItsFreshness_IsDroppedWithoutAnAttempt()
    {
        using var busy = new UploadSlot(_queue);
        using var slot = new UploadSlot(_queue);
        Put(busy, 1);
        await _store.AskedAsync(1);
        Put(slot, 1);
        _clock.Advance(_options.FreshFor);

        await Eventually.TrueAsync(() => _queue.Bytes == 0, "both are gone");
        Assert.Equal(1, _store.Asked);
        Assert.Equal(2, await DroppedAsync("stale"));
        Assert.Null(slot.TakeStored());
    }

    [Fact]
    public async Task Put_BeyondTheBytesThatMayWait_IsDropped()
    {
        var slots = Enumerable.Range(0, 1 + (int)(_options.MaxWaitingBytes / Picture.Length)).Select(_ => new UploadSlot(_queue)).ToArray();
        foreach (var slot in slots) Put(slot, 1);
        await _store.AskedAsync(1);

        Assert.InRange(_queue.Bytes, 1, _options.MaxWaitingBytes);
        Assert.Equal(1, await DroppedAsync("full"));
        foreach (var slot in slots) slot.Dispose();
        Assert.Equal(slots.Length - 2, await DroppedAsync("left"));
    }

    [Fact]
    public async Task Upload_ThatWasGivenUp_LeavesItsBytesAlone()
    {
        using var slot = new UploadSlot(_queue);
        Put(slot, 1);
        await _store.AskedAsync(1);
        var content = _store.Content;
        _clock.Advance(_options.FreshFor);
        await Eventually.TrueAsync(() => _queue.Bytes == 0, "it is given up");

        // What comes after it must not write into what the store's client may still be reading.
        using var next = PooledBytes.Rent(Picture.Length);
        next.Buffer.Span.Fill(0xEE);
        Assert.Equal(Picture, content.ToArray());
    }

    [Fact]
    public async Task Session_ThatEnds_LeavesNothingBehind()
    {
        var slot = new UploadSlot(_queue);
        Put(slot, 1);
        await _store.AskedAsync(1);
        Put(slot, 2);
        slot.Dispose();
        Put(slot, 3);
        _store.Answer(null);

        await Eventually.TrueAsync(() => _queue.Bytes == 0, "nothing waits");
        Assert.Equal(1, _store.Asked);
    }

    private static readonly byte[] Picture = Scene.Jpeg();

    private void Put(UploadSlot slot, long frame) => slot.Put(new PendingPicture(PooledBytes.Copy(Picture), frame, _clock.GetTimestamp()));

    private Task AdvanceUntilAskedAsync(int times) => Eventually.TrueAsync(
        () =>
        {
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            return _store.Asked >= times;
        },
        "it is tried again");

    private async Task<double> DroppedAsync(string reason)
    {
        using var text = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(text);
        var series = $"proctoring_pictures_unstored_total{{store=\"told\",reason=\"{reason}\"}} ";
        var line = System.Text.Encoding.UTF8.GetString(text.ToArray()).Split('\n').First(line => line.StartsWith(series, StringComparison.Ordinal));
        return double.Parse(line[series.Length..]);
    }

    /// <summary>Answers when told to, or never.</summary>
    private sealed class ToldStore : IObjectStore
    {
        private readonly SemaphoreSlim _answers = new(0);
        private readonly ConcurrentQueue<Exception?> _told = new();
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public ConcurrentQueue<string> Names { get; } = new();

        public ReadOnlyMemory<byte> Content { get; private set; }

        public void Answer(Exception? failure)
        {
            _told.Enqueue(failure);
            _answers.Release();
        }

        public Task AskedAsync(int times) => Eventually.TrueAsync(() => Asked >= times, $"the store is asked {times} times");

        public async Task PutAsync(string name, ReadOnlyMemory<byte> content, ObjectHeaders headers, CancellationToken cancellationToken)
        {
            Names.Enqueue(name);
            Content = content;
            Interlocked.Increment(ref _asked);
            await _answers.WaitAsync(cancellationToken);
            if (_told.TryDequeue(out var failure) && failure is not null) throw failure;
        }

        public IAsyncEnumerable<string> ListAsync(string prefix, DateTimeOffset before, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeleteAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
