using Proctoring.Gateway.Rooms;
using Proctoring.Gateway.Rooms.Store;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Standalone.Tests.Browser;

namespace Proctoring.Observe.Tests.Rooms;

/// <summary>A gateway and the observer's page of one of its rooms, for whoever sits at this machine.</summary>
internal sealed class ObservedRoom : IAsyncDisposable
{
    public const string Name = "math";

    private ObservedRoom(GatewayHost host, CandidatePage view) => (Host, View) = (host, view);

    public GatewayHost Host { get; }

    public CandidatePage View { get; }

    /// <param name="query">After <c>?room=math</c>.</param>
    public static async Task<ObservedRoom> OpenAsync(Chromium chromium, RoomEvent[] before, string query = "", params (string, string)[] settings)
    {
        var host = await GatewayHost.StartAsync(null, settings);
        Assert.True(await host.Service<IRoomStore>().AppendAsync(Name, before, default));
        var view = await chromium.OpenAsync(new Uri(host.Main, $"/observe?room={Name}{query}"), camera: false);
        var room = new ObservedRoom(host, view);
        await view.UntilAsync("document.getElementById('link').dataset.state === 'up'");
        await view.UntilAsync($"document.querySelectorAll('#list li').length === {before.Select(happened => happened.Session).Distinct().Count()}");
        return room;
    }

    public async Task TellAsync(params RoomEvent[] events) => Assert.True(await Host.Service<IRoomStore>().AppendAsync(Name, events, default));

    /// <summary>Names in a group, in the page's order.</summary>
    public Task<string[]> NamesAsync(string group) => View.Page.EvaluateAsync<string[]>($"() => [...document.querySelectorAll('[data-group={group}] li:not([hidden]) .name')].map((name) => name.textContent)");

    public Task UntilAsync(string holds) => View.UntilAsync(holds);

    /// <summary>Waits until a group has these names, in this order.</summary>
    public Task GroupAsync(string group, params int[] numbers) =>
        UntilAsync($"[...document.querySelectorAll('section[data-group={group}] li .name')].map((name) => name.textContent).join() === '{string.Join(',', numbers.Select(Told.Name))}'");

    public async ValueTask DisposeAsync()
    {
        await View.DisposeAsync();
        await Host.DisposeAsync();
    }
}
