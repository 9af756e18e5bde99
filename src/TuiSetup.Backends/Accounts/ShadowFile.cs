using System.Security.Cryptography;
using System.Text;
using TuiSetup.Backends.Files;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Accounts;

/// <summary>Hashes of passwords (shadow(5)), changed under the lock of the system's own tools (lckpwdf(3)).</summary>
internal sealed class ShadowFile(RootFiles files, TimeProvider time)
{
    private const string Shadow = "/etc/shadow", LockFile = "/etc/.pwd.lock";

    private const UnixFileMode Secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The second field of a user's line; null when there is none.</summary>
    public string? Find(string user) => files.Lines(Shadow).Select(line => line.Split(':')).FirstOrDefault(parts => parts[0] == user) is [_, var hash, ..] ? hash : null;

    /// <summary>
    /// A mark by which a hash can be told from others, and that does not help to guess the password: the hash's salt is
    /// not known with it.
    /// </summary>
    public static string MarkOf(string hash) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hash)))[..16];

    /// <exception cref="BackendException">There is no such user, or another tool is at work.</exception>
    public void Replace(string user, string hash)
    {
        using var taken = Lock();
        var days = (long)(time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays;
        var lines = files.Lines(Shadow).Select(line => line.Split(':')).ToList();
        if (lines.Find(parts => parts[0] == user) is not { Length: >= 3 } found)
        {
            throw new BackendException(BackendFailure.Failed, T($"/etc/shadow has no line for {user}."));
        }

        (found[1], found[2]) = (hash, days.ToString());
        files.Write(Shadow, lines.Select(parts => string.Join(':', parts)), Secret);
    }

    private FileStream Lock()
    {
        var file = new FileStream(files.PathOf(LockFile), new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            UnixCreateMode = Secret,
        });
        try
        {
            file.Lock(0, 0);
            return file;
        }
        catch (IOException)
        {
            file.Dispose();
            throw new BackendException(BackendFailure.Failed, T("Another program is changing accounts at this moment (/etc/.pwd.lock). Try again."));
        }
    }
}
