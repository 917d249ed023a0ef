namespace Proctoring.Gateway.Delivery.Stores;

/// <summary>
/// Keeps objects under names (<see cref="ObjectName"/>). Failures are exceptions, of whatever kind the store's client has;
/// <see cref="StoreFailure"/> tells them apart. Nothing is repeated here.
/// </summary>
internal interface IObjectStore
{
    /// <summary>Writes an object, or writes it again.</summary>
    /// <remarks>After a cancellation the content may still be read for a moment.</remarks>
    Task PutAsync(string name, ReadOnlyMemory<byte> content, ObjectHeaders headers, CancellationToken cancellationToken);

    /// <summary>Names that begin with <paramref name="prefix"/>, of objects last written before <paramref name="before"/>.</summary>
    IAsyncEnumerable<string> ListAsync(string prefix, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Deletes an object; one that is not there any more counts as deleted.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken);
}
