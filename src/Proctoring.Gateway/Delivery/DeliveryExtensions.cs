using Microsoft.Extensions.Options;
using Proctoring.Gateway.Delivery.Addresses;
using Proctoring.Gateway.Delivery.Stores;
using Proctoring.Gateway.Delivery.Uploads;
using Proctoring.Gateway.Telemetry;
using Proctoring.Hosting;

namespace Proctoring.Gateway.Delivery;

internal static class DeliveryExtensions
{
    /// <summary>
    /// Pictures on the socket, or stored and addressed, set up from section <c>Delivery</c>. A store that is away keeps nothing from
    /// starting or being ready.
    /// </summary>
    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var kind = builder.Configuration.GetValue<StoreKind>("Delivery:Store");
        services.AddRoom<DeliveryOptions, DeliveryOptionsValidator>(builder.Configuration, "Delivery");
        services.AddSingleton(new StoreName(kind.ToString().ToLowerInvariant()));
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<UploadQueue>();
        services.AddSingleton<PictureDesk>();
        if (kind != StoreKind.None) services.AddStore(kind);
    }

    /// <summary>Hands out the pictures of a folder.</summary>
    public static void MapDelivery(this WebApplication app)
    {
        if (app.Services.GetService<PictureEndpoint>() is { } pictures) PictureEndpoint.Map(app, pictures);
    }

    private static void AddStore(this IServiceCollection services, StoreKind kind)
    {
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<StoreTrouble>();
        services.AddHostedService<UploadWorkers>();
        services.AddHostedService<Sweeper>();
        switch (kind)
        {
            case StoreKind.Azure:
                services.AddStore(provider => new AzureStore(Options(provider), provider.GetRequiredService<TimeProvider>()), own: store => store);
                break;
            case StoreKind.S3:
                services.AddStore(provider => new S3Store(Options(provider)), own: store => store);
                break;
            default:
                services.AddSingleton<PictureEndpoint>();
                services.AddStore(provider => new FolderStore(Options(provider).Folder), own: null);
                break;
        }
    }

    /// <param name="own">The addresses that the store itself signs; null where it signs none.</param>
    private static void AddStore<TStore>(this IServiceCollection services, Func<IServiceProvider, TStore> create, Func<TStore, IAddresses>? own)
        where TStore : class, IObjectStore
    {
        services.AddSingleton(create);
        services.AddSingleton<IObjectStore>(provider => provider.GetRequiredService<TStore>());
        services.AddSingleton(provider => Options(provider).Cdn is { IsUsed: true } cdn ? new KeyedAddresses(provider.GetRequiredService<SigningKeys>(), cdn.Base)
            : own is null ? new KeyedAddresses(provider.GetRequiredService<SigningKeys>(), "/")
            : own(provider.GetRequiredService<TStore>()));
    }

    private static DeliveryOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<DeliveryOptions>>().Value;
}
