using Proctoring.Contracts;

namespace Proctoring.Vision.Heads;

/// <summary>A box of one class before suppression, in pixels of the model's input.</summary>
internal readonly record struct Candidate(int Class, float Score, Box Box);
