namespace Proctoring.Testing.SignIn;

/// <summary>Somebody whom an authority knows.</summary>
/// <param name="Name">What they sign in with.</param>
/// <param name="Roles">Such as reviewer.</param>
/// <param name="Rooms">None for the role's usual ones.</param>
public sealed record Person(string Name, string[] Roles, params string[] Rooms);
