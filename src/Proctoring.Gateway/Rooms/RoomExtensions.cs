using Microsoft.AspNetCore.Builder;
using Proctoring.Gateway.Rooms.Store;
using Proctoring.Gateway.Rooms.Watching;
using Proctoring.Gateway.Sessions.Redis;
using Proctoring.Gateway.Telemetry;
using Proctoring.Hosting;

namespace Proctoring.Gateway.Rooms;

internal static class RoomExtensions
{
    /// <summary>
    /// Who observes a room hears what happens at every gateway:
    /// <code>
    /// RoomLine of a session ─▶ RoomPublisher ─▶ stream of the room ─▶ RoomFeed, one a room and gateway ─▶ Backlog of each observer ─▶ socket
    /// changes alone            bounded           Redis, or memory     only while somebody observes       bounded: 1013
    /// </code>
    /// </summary>
    public static void AddRooms(this IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddRoom<RoomOptions, RoomOptionsValidator>(configuration, "Rooms");
        services.AddSingleton<RoomMetrics>();
        services.AddSingleton<RoomPublisher>();
        services.AddSingleton<RoomLines>();
        services.AddSingleton<Expectations>();
        services.AddSingleton<RoomFeeds>();
        services.AddSingleton<Greeting>();
        services.AddSingleton<ObserverGate>();
        services.AddSingleton<ObserverHost>();
        services.AddSingleton<ObserverEndpoint>();
        services.AddHostedService(provider => provider.GetRequiredService<RoomPublisher>());
        if (!RedisOptions.AreIn(configuration)) services.AddSingleton<IRoomStore, InMemoryRoomStore>();
        else services.AddSingleton<IRoomStore, RedisRoomStore>();
    }

    public static void MapRooms(this WebApplication app) =>
        app.Map(ObserverEndpoint.Path, (ObserverEndpoint endpoint, HttpContext context, string room) => endpoint.HandleAsync(context, room)).ExcludeFromDescription();
}
