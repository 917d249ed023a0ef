using Proctoring.Gateway.Delivery.Stores;
using Proctoring.Gateway.Incidents.Evidence;

namespace Proctoring.Gateway.Incidents.Pending;

/// <summary>An incident on its way to the store, with the frames that go with it: it owns them until they are stored or given up.</summary>
internal sealed class PendingIncident
{
    public PendingIncident(Incident incident, bool isWhole, HeldFrame? first, HeldFrame? highest, HeldFrame? mark)
    {
        (Incident, IsWhole) = (incident, isWhole);
        (HeldFrame? Frame, string Role)[] kept = [(first, "first"), (highest, "highest"), (mark, "mark")];
        Frames = [.. kept.Where(one => one.Frame is not null).GroupBy(one => one.Frame, one => one.Role).Select(roles => new PendingFrame(roles.Key!, [.. roles]))];
    }

    public Incident Incident { get; }

    public bool IsWhole { get; }

    public IReadOnlyList<PendingFrame> Frames { get; }

    /// <summary>Where everything but the pictures goes.</summary>
    public string BoxesName { get; } = ObjectName.NewEvidence("json");

    /// <summary>Whether the incident itself is stored, so that only its evidence is missing.</summary>
    public bool IsRecorded { get; set; }

    /// <summary>Attempts that have failed in a row.</summary>
    public int Failures { get; set; }

    /// <summary>Lets go of what is not stored yet, from whatever thread.</summary>
    /// <returns>How many pictures that were.</returns>
    public int GiveUpPictures()
    {
        var given = 0;
        foreach (var frame in Frames)
        {
            if (frame.Held.Jpeg is null) continue;
            frame.Held.Release(mayBeRead: true);
            given++;
        }
        return given;
    }
}

/// <param name="roles">What it is evidence of.</param>
internal sealed class PendingFrame(HeldFrame held, IReadOnlyList<string> roles)
{
    public HeldFrame Held { get; } = held;

    /// <summary>Of its object: the same in every attempt.</summary>
    public string Name { get; } = ObjectName.NewEvidence("jpg");

    public bool IsStored { get; set; }

    /// <summary>Whether an attempt to store it was given up, and may still be reading.</summary>
    public bool HasFailed { get; set; }

    public EvidencePicture Describe() => new(roles, IsStored ? Name : null, Held.At, Held.Score, Held.Width, Held.Height, Held.Objects);
}
