using Proctoring.Contracts;

namespace Proctoring.Gateway.Delivery.Uploads;

/// <summary>A picture on its way to the store. Whoever takes it out of its <see cref="UploadSlot"/> owns its bytes.</summary>
/// <param name="TakenAt">When it came from the detector, by <see cref="TimeProvider.GetTimestamp"/>.</param>
internal sealed record PendingPicture(PooledBytes Jpeg, long Frame, long TakenAt);
