using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Accounts;

/// <summary>
/// A user's password: its status in the letters of passwd -S, and a mark that tells one from another. The target of
/// its steps is <c>password of USER</c>; the argument <c>user</c> names it.
/// </summary>
internal sealed class PasswordOperation(ShadowFile shadow, PasswordVault vault) : IHostOperation
{
    public const string OperationName = "password", User = "user";

    private const string Status = "status", Mark = "mark";

    public string Name => OperationName;

    /// <summary>A hash as plans speak of it.</summary>
    public static Value Of(string hash)
        => Value.Map((Status, Value.Of(hash.Length == 0 ? "NP" : hash[0] is '!' or '*' ? "L" : "P")), (Mark, Value.Of(ShadowFile.MarkOf(hash))));

    public Task<Value> ReadAsync(Step step, CancellationToken cancel)
        => Task.FromResult(Read(step) is { } hash ? Of(hash) : Value.Nothing);

    public Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        var hash = vault.Find(wanted[Mark].AsText ?? "")
            ?? throw new BackendException(BackendFailure.Failed, T("The password is not kept in plans, so this plan alone cannot set it. Run the wizard again."));
        try
        {
            if (Read(step) is { } now)
            {
                vault.Keep(now);
            }

            shadow.Replace(step.Arguments[User].AsText!, hash);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new BackendException(BackendFailure.Failed, T($"The password cannot be written. {failed.Message}"), inner: failed);
        }

        return Task.CompletedTask;
    }

    private string? Read(Step step)
    {
        try
        {
            return shadow.Find(step.Arguments[User].AsText!);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new BackendException(BackendFailure.Failed, T($"/etc/shadow cannot be read. {failed.Message}"), inner: failed);
        }
    }
}
