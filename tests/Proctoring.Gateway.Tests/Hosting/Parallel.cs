// Most of these tests wait, for Redis, for a store, for six seconds to pass: as many as cores leave half of them idle.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
