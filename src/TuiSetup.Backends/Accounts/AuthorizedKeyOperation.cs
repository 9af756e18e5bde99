using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Accounts;

/// <summary>A key that may log in as a user: one line of <c>~/.ssh/authorized_keys</c>. The argument <c>user</c> names them.</summary>
internal sealed class AuthorizedKeyOperation(RootFiles files) : IHostOperation
{
    public const string OperationName = "authorized_key", User = "user";

    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Own = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Name => OperationName;

    /// <summary>The key where it is there already, else nothing.</summary>
    public static Value Read(RootFiles files, UserAccount user, SshKey key)
        => files.Lines(FileOf(user)).Any(key.IsIn) ? Value.Of(key.ToString()) : Value.Nothing;

    public Task<Value> ReadAsync(Step step, CancellationToken cancel) => Task.FromResult(Guarded(() => Read(files, Account(step), Key(step))));

    public Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        Guarded(() =>
        {
            var (user, key) = (Account(step), Key(step));
            var others = files.Lines(FileOf(user)).Where(line => !key.IsIn(line)).ToList();
            if (wanted.IsNothing && others.Count == 0)
            {
                File.Delete(files.PathOf(FileOf(user)));
                return Value.Nothing;
            }

            Write(user, wanted.IsNothing ? others : others.Append(key.ToString()));
            return wanted;
        });
        return Task.CompletedTask;
    }

    private static string FolderOf(UserAccount user) => user.Home.TrimEnd('/') + "/.ssh";

    private static string FileOf(UserAccount user) => FolderOf(user) + "/authorized_keys";

    private void Write(UserAccount user, IEnumerable<string> lines)
    {
        var folder = files.PathOf(FolderOf(user));
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, Folder);
            FileOwner.Set(folder, user.Uid, user.Gid);
        }

        files.Write(FileOf(user), lines, Own);
        FileOwner.Set(files.PathOf(FileOf(user)), user.Uid, user.Gid);
    }

    private UserAccount Account(Step step)
        => UserAccount.Read(files).FirstOrDefault(user => user.Name == step.Arguments[User].AsText)
            ?? throw new BackendException(BackendFailure.Failed, T($"There is no user '{step.Arguments[User].AsText}' any more."));

    private static SshKey Key(Step step)
        => SshKey.Parse((step.After.IsNothing ? step.Before : step.After).AsText ?? "", out var reason) ?? throw new BackendException(BackendFailure.Failed, reason);

    private static Value Guarded(Func<Value> work)
    {
        try
        {
            return work();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new BackendException(BackendFailure.Failed, T($"The keys of the user cannot be read or written. {failed.Message}"), inner: failed);
        }
    }
}
