namespace Proctoring.Gateway.Delivery.Uploads;

/// <summary>
/// One session's place in the queue of uploads: one picture is being stored and one waits, the newest. What a newer one takes the
/// place of is given back and counted.
/// </summary>
internal sealed class UploadSlot(UploadQueue queue) : IDisposable
{
    private readonly Lock _lock = new();
    private PendingPicture? _waiting;
    private StoredPicture? _stored;
    private bool _isInLine; // in the queue, or with a worker
    private bool _isClosed;

    /// <summary>Whether the picture in work is no longer the newest, or of no use to anyone.</summary>
    public bool IsOvertaken
    {
        get
        {
            lock (_lock) return _waiting is not null || _isClosed;
        }
    }

    /// <summary>Puts the newest picture in and takes over its bytes, whatever happens.</summary>
    public void Put(PendingPicture picture)
    {
        lock (_lock)
        {
            DropWaiting(DropReason.Overtaken);
            if (_isClosed || !queue.TryReserve(picture)) return;
            _waiting = picture;
            if (_isInLine) return;
            _isInLine = queue.TryEnter(this);
            if (!_isInLine) DropWaiting(DropReason.Full);
        }
    }

    /// <summary>Takes the picture that waits, for a worker; null for none.</summary>
    public PendingPicture? Take()
    {
        lock (_lock)
        {
            var picture = _waiting;
            _waiting = null;
            return picture;
        }
    }

    /// <summary>A worker is done with the session's picture; the next one gets in line behind everybody else's.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _isInLine = _waiting is not null && queue.TryEnter(this);
            if (!_isInLine) DropWaiting(DropReason.Full);
        }
    }

    /// <summary>A picture is stored. An older one that finished late does not replace a newer one.</summary>
    public void Publish(StoredPicture picture)
    {
        lock (_lock)
        {
            if (_stored is null || _stored.Frame < picture.Frame) _stored = picture;
        }
    }

    public StoredPicture? TakeStored() => _stored is null ? null : Interlocked.Exchange(ref _stored, null);

    private void DropWaiting(DropReason reason)
    {
        if (_waiting is null) return;
        queue.Drop(_waiting, reason);
        _waiting = null;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            DropWaiting(DropReason.Left);
        }
    }
}
