using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Proctoring.Testing.Stores;

/// <summary>Stands before a store and passes everything on, unless told to answer 503 or to take its time.</summary>
public sealed class FaultyProxy : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _store = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Uri _address;
    private int _most;
    private int _inside;

    private FaultyProxy(Uri store)
    {
        _address = store;
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(PassOnAsync);
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>Whether it answers 503, as a store that throttles.</summary>
    public bool IsBusy { get; set; }

    /// <summary>How long each request is held before it is passed on.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Most requests that were here at once.</summary>
    public int MostAtOnce => Volatile.Read(ref _most);

    public static async Task<FaultyProxy> StartAsync(NodeServer store)
    {
        var proxy = new FaultyProxy(store.Address);
        await proxy._app.StartAsync();
        proxy.Address = new Uri(proxy._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return proxy;
    }

    private async Task PassOnAsync(HttpContext context)
    {
        var inside = Interlocked.Increment(ref _inside);
        for (var most = MostAtOnce; inside > most; most = MostAtOnce) Interlocked.CompareExchange(ref _most, inside, most);
        try
        {
            if (Delay > TimeSpan.Zero) await Task.Delay(Delay, context.RequestAborted);
            if (IsBusy) context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            else await AskStoreAsync(context);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException)
        {
            context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _inside);
        }
    }

    private async Task AskStoreAsync(HttpContext context)
    {
        var target = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_address, target));
        if (context.Request.ContentLength > 0) request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers) // Host among them: it is signed
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray())) request.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }
        using var answer = await _store.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers)) context.Response.Headers[name] = values.ToArray();
        context.Response.Headers.Remove("Transfer-Encoding");
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _store.Dispose();
    }
}
