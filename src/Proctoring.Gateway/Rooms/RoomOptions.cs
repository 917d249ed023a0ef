using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Rooms;

/// <summary>What is told of rooms to those who observe them. Section <c>Rooms</c>.</summary>
public sealed class RoomOptions
{
    /// <summary>How long what has happened in a room can be caught up with. 1 h–1 day, default 12 h.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "1.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromHours(12);

    /// <summary>Events kept of one room; beyond it the oldest go. 100–1,000,000, default 10,000.</summary>
    [Range(100, 1_000_000)]
    public int MaxEvents { get; set; } = 10_000;

    /// <summary>Events that wait to be told; beyond it new ones are dropped, and every candidate's state is told again afterwards. 100–1,000,000, default 10,000.</summary>
    [Range(100, 1_000_000)]
    public int MaxPending { get; set; } = 10_000;

    /// <summary>Events that wait for one observer to read; beyond it the observer is closed with 1013 and catches up. 16–100,000, default 1,000.</summary>
    [Range(16, 100_000)]
    public int MaxBacklog { get; set; } = 1_000;
}

[OptionsValidator]
internal sealed partial class RoomOptionsValidator : IValidateOptions<RoomOptions>;
