namespace Proctoring.Gateway.Sessions;

/// <summary>What a store said.</summary>
/// <param name="IsAway">It cannot be asked just now.</param>
/// <param name="Value">Null where there is no such thing.</param>
internal readonly record struct Answer<T>(bool IsAway, T? Value)
    where T : class
{
    public static readonly Answer<T> Away = new(true, null);

    public static Answer<T> Nothing => default;

    public static Answer<T> Of(T value) => new(false, value);
}
