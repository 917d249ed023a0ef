namespace Proctoring.Gateway.Sessions;

/// <summary>The connected candidates at one moment, by <see cref="Sight"/>.</summary>
/// <param name="Slowed">Of all, those who were asked for fewer or smaller frames.</param>
internal readonly record struct Survey(int Watched, int Blind, int Silent, int Starting, int Slowed)
{
    public Survey With(Sight sight, bool isSlowed) => new(
        Watched + (sight == Sight.Watched ? 1 : 0), Blind + (sight == Sight.Blind ? 1 : 0), Silent + (sight == Sight.Silent ? 1 : 0),
        Starting + (sight == Sight.Starting ? 1 : 0), Slowed + (isSlowed ? 1 : 0));
}
