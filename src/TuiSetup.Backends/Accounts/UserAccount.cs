using System.Collections.Immutable;
using TuiSetup.Backends.Files;

namespace TuiSetup.Backends.Accounts;

/// <summary>A line of passwd(5).</summary>
internal sealed record UserAccount(string Name, uint Uid, uint Gid, string Home, string Shell)
{
    private const uint FirstPerson = 1000, LastPerson = 59999;

    /// <summary>Root, and people who can log in.</summary>
    public bool CanLogIn => (Uid == 0 || Uid is >= FirstPerson and <= LastPerson)
        && !Shell.EndsWith("/nologin", StringComparison.Ordinal) && !Shell.EndsWith("/false", StringComparison.Ordinal);

    public static ImmutableArray<UserAccount> Read(RootFiles files)
        => [.. files.Lines("/etc/passwd").Select(line => line.Split(':')).Where(parts => parts.Length == 7 && uint.TryParse(parts[2], out _) && uint.TryParse(parts[3], out _))
            .Select(parts => new UserAccount(parts[0], uint.Parse(parts[2]), uint.Parse(parts[3]), parts[5], parts[6]))];
}
