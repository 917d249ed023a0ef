using Microsoft.Extensions.Options;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Webhooks;
using Proctoring.Gateway.Webhooks.Queue;

namespace Proctoring.Gateway.Incidents.Store;

/// <summary>Incidents of one process: what a laptop needs. They end with it, and the oldest go when there are too many.</summary>
internal sealed class InMemoryIncidentStore(SessionClock clock, InMemoryWebhookQueue webhooks, IOptions<IncidentOptions> options) : IIncidentStore
{
    private readonly Lock _gate = new();
    private readonly SortedList<EntryId, IncidentFile> _all = [];
    private readonly Dictionary<string, EntryId> _byId = [];
    private readonly Dictionary<string, long> _reviews = []; // of each session, how many there were
    private EntryId _latest;

    public ValueTask<Added?> AddAsync(Incident incident, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Find(incident.Id) is { } known) return Result<Added?>(new Added(false, known.Evidence is { Pictures.Count: > 0 }));
            Trim();
            _latest = _latest.Next(clock.Now);
            _byId[incident.Id] = _latest;
            _all[_latest] = new IncidentFile(incident, _latest.ToString(), IncidentState.Open, null, null);
            webhooks.Add(new Notice(WebhookKind.Marked, incident.Id), incident.Room);
            return Result<Added?>(new Added(true, false));
        }
    }

    public ValueTask<bool?> AttachAsync(string id, EvidenceIndex evidence, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Find(id) is not { } file || file.Evidence is { } known && (known.Pictures.Count > 0 || evidence.Pictures.Count == 0)) return Result<bool?>(false);
            _all[_byId[id]] = file with { Evidence = evidence };
            return Result<bool?>(true);
        }
    }

    public ValueTask<Answer<IncidentFile>> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (_gate) return Result(new Answer<IncidentFile>(false, Find(id)));
    }

    public ValueTask<Answer<IReadOnlyList<IncidentFile>>> OfSessionAsync(string session, CancellationToken cancellationToken)
    {
        lock (_gate) return Result(Answer<IReadOnlyList<IncidentFile>>.Of(OfSession(session)));
    }

    public ValueTask<Answer<IncidentPage>> ListAsync(IncidentQuery query, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var files = (query.NewestFirst ? _all.Reverse() : _all)
                .Where(pair => IsAfter(pair.Key, query) && (query.Room is null || query.Room == pair.Value.Incident.Room) && (query.State is null || query.State == pair.Value.State))
                .Select(pair => pair.Value).Take(query.Limit + 1).ToList();
            var next = files.Count > query.Limit ? files[query.Limit - 1].Entry : null;
            return Result(Answer<IncidentPage>.Of(new IncidentPage([.. files.Take(query.Limit)], next)));
        }
    }

    public ValueTask<Answer<Decided>> ReviewAsync(string id, Review review, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Find(id) is not { } file) return Result(Answer<Decided>.Nothing);
            _all[_byId[id]] = file with { State = review.State, Review = review };
            webhooks.Add(new Notice(WebhookKind.Reviewed, id), file.Incident.Room);
            var session = file.Incident.Session;
            var version = _reviews[session] = _reviews.GetValueOrDefault(session) + 1;
            var dismissed = OfSession(session).Where(one => one.State == IncidentState.Dismissed).Select(one => one.Incident.Episode);
            return Result(Answer<Decided>.Of(new Decided(session, new Dismissals(version, [.. dismissed]))));
        }
    }

    public ValueTask<bool?> HoldAsync(string id, bool isHeld, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Find(id) is not { } file) return Result<bool?>(false);
            _all[_byId[id]] = file with { IsHeld = isHeld };
            return Result<bool?>(true);
        }
    }

    public ValueTask<IReadOnlyList<IncidentFile>?> ExpiredAsync(CancellationToken cancellationToken)
    {
        var oldest = EntryId.Of(clock.Now - options.Value.KeepFor);
        lock (_gate) return Result<IReadOnlyList<IncidentFile>?>([.. _all.Where(pair => pair.Key.CompareTo(oldest) < 0 && !pair.Value.IsHeld).Select(pair => pair.Value)]);
    }

    public ValueTask<Answer<IReadOnlyList<IncidentFile>>> OfCandidateAsync(string candidate, CancellationToken cancellationToken)
    {
        lock (_gate) return Result(Answer<IReadOnlyList<IncidentFile>>.Of([.. _all.Values.Where(file => file.Incident.Candidate == candidate)]));
    }

    public ValueTask<bool> RemoveAsync(IncidentFile file, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_byId.TryGetValue(file.Incident.Id, out var entry)) Remove(entry, file.Incident);
            return Result(true);
        }
    }

    private static bool IsAfter(EntryId entry, IncidentQuery query)
    {
        if (query.Since is { } since && entry.CompareTo(EntryId.Of(since)) < 0) return false;
        return query.After is null || !EntryId.TryParse(query.After, out var after) || entry.CompareTo(after) * (query.NewestFirst ? -1 : 1) > 0;
    }

    private IncidentFile? Find(string id) => _byId.TryGetValue(id, out var entry) ? _all[entry] : null;

    private List<IncidentFile> OfSession(string session) => [.. _all.Values.Where(file => file.Incident.Session == session)];

    // Of its pictures nothing is left but what a sweep of the store finds.
    private void Trim()
    {
        while (_all.Count >= options.Value.MaxInMemory) Remove(_all.Keys[0], _all.Values[0].Incident);
    }

    private void Remove(EntryId entry, Incident incident)
    {
        _all.Remove(entry);
        _byId.Remove(incident.Id);
        if (OfSession(incident.Session).Count == 0) _reviews.Remove(incident.Session);
    }

    private static ValueTask<T> Result<T>(T value) => ValueTask.FromResult(value);
}
