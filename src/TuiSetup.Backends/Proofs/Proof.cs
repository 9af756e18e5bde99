using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Native;
using TuiSetup.Core.Apply;

namespace TuiSetup.Backends.Proofs;

/// <summary>
/// What counts as proof that a machine can still be reached, where nobody is there to say so. One that fails is tried
/// again until the time is over.
/// </summary>
public sealed class Proof
{
    /// <summary>The forms that <see cref="Parse"/> takes.</summary>
    public static string Forms => T("gateway, connectivity, host:NAME, host:NAME:PORT, a URL, or none");

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Attempt = TimeSpan.FromSeconds(5);

    private readonly string _text;
    private readonly Func<CancellationToken, Task<string?>> _check;
    private readonly TimeProvider _time;

    private Proof(string text, Func<CancellationToken, Task<string?>> check, TimeProvider time) => (_text, _check, _time) = (text, check, time);

    /// <summary>Null, with the reason, when it is none of the forms.</summary>
    public static Proof? Parse(string text, BackendContext context, out string reason)
    {
        reason = "";
        Func<CancellationToken, Task<string?>>? check = text switch
        {
            "none" => _ => Task.FromResult<string?>(null),
            "gateway" => GatewayProof.CheckAsync,
            "connectivity" => cancel => ConnectivityProof.CheckAsync(new SdBusConnector(), context.Host is { } host ? BusAddress.Host(host) : BusAddress.System(context.Variable), cancel),
            _ when text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal)
                => Uri.TryCreate(text, UriKind.Absolute, out var url) ? cancel => HostProof.CheckUrlAsync(url, cancel) : null,
            _ when text.StartsWith("host:", StringComparison.Ordinal) && HostProof.TryParse(text["host:".Length..], out var name, out var port)
                => cancel => HostProof.CheckAsync(name, port, cancel),
            _ => null,
        };
        reason = check is null ? T($"'{text}' is no proof. Use {Forms}.") : "";
        return check is null ? null : new(text, check, context.Time);
    }

    /// <summary>Tries until it is proved. Cancelled, it says what was missing.</summary>
    public async Task<Verdict> CheckAsync(CancellationToken cancel)
    {
        var missing = "";
        while (!cancel.IsCancellationRequested)
        {
            using var late = new CancellationTokenSource(Attempt, _time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
            try
            {
                if (await _check(both.Token) is not { } why)
                {
                    return Verdict.Keep;
                }

                missing = why;
                await Task.Delay(Pause, _time, cancel);
            }
            catch (OperationCanceledException)
            {
                missing = late.IsCancellationRequested ? T("no answer") : missing;
            }
        }

        return new Verdict(false, T($"The proof '{_text}' did not succeed in time ({(missing.Length > 0 ? missing : T("no answer"))}), so the changes were taken back."));
    }
}
