using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Proctoring.Standalone.Tests.Browser;

/// <summary>
/// Stands between a browser and the server and records what passes on the socket. Playwright does not see the sockets of
/// workers. Passes whole messages on unchanged.
/// </summary>
internal sealed class WireTap : IAsyncDisposable
{
    private static readonly string[] PassedHeaders = ["Content-Type", "Content-Security-Policy", "Permissions-Policy"];

    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private readonly Uri _server;

    private WireTap(Uri server)
    {
        _server = server;
        _http = new HttpClient { BaseAddress = server };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Map("/{**path}", (HttpContext context) => context.WebSockets.IsWebSocketRequest ? TapAsync(context) : ForwardAsync(context));
    }

    public Recording Recording { get; } = new();

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<WireTap> StartAsync(Uri server)
    {
        var tap = new WireTap(server);
        await tap._app.StartAsync();
        return tap;
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var answer = await _http.GetAsync(new Uri(context.Request.Path + context.Request.QueryString, UriKind.Relative), context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var name in PassedHeaders)
        {
            if (answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values))
                context.Response.Headers[name] = values.ToArray();
        }
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task TapAsync(HttpContext context)
    {
        using var server = new ClientWebSocket();
        server.Options.SetRequestHeader("Host", context.Request.Host.Value);
        server.Options.SetRequestHeader("Origin", context.Request.Headers.Origin);
        foreach (var protocol in context.WebSockets.WebSocketRequestedProtocols) server.Options.AddSubProtocol(protocol);
        await server.ConnectAsync(new UriBuilder(_server) { Scheme = "ws", Path = context.Request.Path }.Uri, context.RequestAborted);
        using var browser = await context.WebSockets.AcceptWebSocketAsync(server.SubProtocol);
        await Task.WhenAll(PassAsync(browser, server, Recording.Up), PassAsync(server, browser, Recording.Down));
        Recording.Close(browser.CloseStatus);
    }

    /// <summary>Passes messages, and at the end the goodbye. A message's time is when it had arrived here.</summary>
    private static async Task PassAsync(WebSocket from, WebSocket to, Action<WebSocketMessageType, byte[]> record)
    {
        var buffer = new byte[1024 * 1024];
        while (true)
        {
            var size = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await from.ReceiveAsync(buffer.AsMemory(size), CancellationToken.None);
                size += part.Count;
            }
            while (!part.EndOfMessage);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                await to.CloseOutputAsync(from.CloseStatus ?? WebSocketCloseStatus.NormalClosure, from.CloseStatusDescription, CancellationToken.None);
                return;
            }
            record(part.MessageType, buffer[..size]);
            await to.SendAsync(buffer.AsMemory(0, size), part.MessageType, endOfMessage: true, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }
}
