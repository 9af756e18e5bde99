using System.Xml;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>
/// A session with a vCenter: versions agreed on, logged in, kept alive, logged in again once when it ran out, and
/// always logged out. Calls may be made side by side.
/// </summary>
internal sealed class VimClient : IAsyncDisposable
{
    /// <summary>An idle session ends after half an hour.</summary>
    private static readonly TimeSpan KeepAliveEvery = TimeSpan.FromMinutes(5);

    /// <summary>How long one call may take; the server itself waits no longer than half of it.</summary>
    private static readonly TimeSpan CallTime = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LogoutTime = TimeSpan.FromSeconds(5);
    private readonly VCenterAddress _address;
    private readonly string _user;
    private readonly Secret _password;
    private readonly SoapChannel _channel;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _login = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private Task _keepAlive = Task.CompletedTask;

    private VimClient(VCenterAddress address, string user, Secret password, SoapChannel channel, TimeProvider time)
    {
        _address = address;
        _user = user;
        _password = password;
        _channel = channel;
        _time = time;
    }

    /// <summary>How long a server may be away before a call that was begun is given up.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(3);

    public ServiceContent Content { get; private set; } = null!;

    /// <summary>The version of the API that is spoken.</summary>
    public string ApiVersion => _channel.ApiVersion;

    /// <summary>Goes up with each login. What the server made for an earlier one (views, collectors) is gone.</summary>
    public int Epoch { get; private set; }

    /// <summary>Key of the session, for questions about rights.</summary>
    public string SessionKey { get; private set; } = "";

    /// <summary>Is told when the server is away for a while.</summary>
    public event Action<string>? Away;

    /// <exception cref="CertificateException">The certificate is not accepted.</exception>
    /// <exception cref="BackendException">It cannot be reached, is no vCenter, or refuses the login.</exception>
    public static async Task<VimClient> ConnectAsync(
        VCenterAddress address,
        string user,
        Secret password,
        CertificateCheck check,
        TimeProvider time,
        CancellationToken cancel)
    {
        var channel = new SoapChannel(address, check, time);
        var client = new VimClient(address, user, password, channel, time);
        try
        {
            channel.ApiVersion = await client.TryAsync(
                () => channel.GetAsync(address.Versions, xml => ApiVersions.Choose(xml, address), CallTime, cancel), TimeSpan.Zero, cancel).ConfigureAwait(false);
            var content = await client.TryAsync(
                () => channel.PostAsync(new SoapCall("RetrieveServiceContent", MoRef.ServiceInstance), SoapAnswer.Values, CallTime, cancel), TimeSpan.Zero, cancel).ConfigureAwait(false);
            client.Content = new ServiceContent(content[0]);
            if (!client.Content.IsVCenter)
            {
                throw new BackendException(BackendFailure.Failed, T($"{address} is {client.Content.FullName}, a host by itself. Distributed switches belong to a vCenter: give its address."));
            }

            await client.LoginAsync(TimeSpan.Zero, cancel).ConfigureAwait(false);
            client._keepAlive = client.KeepAliveAsync();
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Every <c>returnval</c> of a call.</summary>
    /// <exception cref="VimFault">The server says no.</exception>
    /// <exception cref="BackendException">It is away for too long.</exception>
    public Task<IReadOnlyList<Element>> CallAsync(SoapCall call, CancellationToken cancel) => CallAsync(call, SoapAnswer.Values, cancel);

    /// <inheritdoc cref="CallAsync(SoapCall, CancellationToken)"/>
    /// <param name="call">The call.</param>
    /// <param name="read">Reads the answer from its response element on; it may be called more than once.</param>
    /// <param name="cancel">Abandons it.</param>
    public async Task<T> CallAsync<T>(SoapCall call, Func<XmlReader, T> read, CancellationToken cancel)
    {
        var epoch = Epoch;
        try
        {
            return await SendAsync(call, read, cancel).ConfigureAwait(false);
        }
        catch (VimFault expired) when (expired.Name == "NotAuthenticated")
        {
            await LoginAgainAsync(epoch, cancel).ConfigureAwait(false);
        }

        try
        {
            return await SendAsync(call, read, cancel).ConfigureAwait(false);
        }
        catch (VimFault again) when (again.Name == "NotAuthenticated")
        {
            throw new BackendException(BackendFailure.Unreachable, Texts.T($"{_address} ended the session and does not keep a new one either."), again.Name, again);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _keepAlive.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Epoch > 0)
        {
            try
            {
                await _channel.PostAsync(new SoapCall("Logout", Content.SessionManager), SoapAnswer.Values, LogoutTime, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is TransientException or VimFault or BackendException or CertificateException)
            {
                // The server ends idle sessions by itself.
            }
        }

        _channel.Dispose();
        _closing.Dispose();
        _login.Dispose();
    }

    private Task<T> SendAsync<T>(SoapCall call, Func<XmlReader, T> read, CancellationToken cancel)
        => TryAsync(() => _channel.PostAsync(call, read, CallTime, cancel), Patience, cancel);

    private Task<T> TryAsync<T>(Func<Task<T>> call, TimeSpan patience, CancellationToken cancel)
        => Persistence.RunAsync(call, patience, _address, message => Away?.Invoke(message), _time, cancel);

    private async Task LoginAgainAsync(int epoch, CancellationToken cancel)
    {
        await _login.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (Epoch == epoch)
            {
                await LoginAsync(Patience, cancel).ConfigureAwait(false);
            }
        }
        finally
        {
            _login.Release();
        }
    }

    private async Task LoginAsync(TimeSpan patience, CancellationToken cancel)
    {
        _channel.DropCookie();
        try
        {
            var call = new SoapCall("Login", Content.SessionManager, to =>
            {
                to.Text("userName", _user);
                to.Text("password", _password.Reveal());
                to.Text("locale", "en_US");
            });
            var session = await TryAsync(() => _channel.PostAsync(call, SoapAnswer.Values, CallTime, cancel), patience, cancel).ConfigureAwait(false);
            SessionKey = session[0]["key"] ?? "";
            Epoch++;
        }
        catch (VimFault refused)
        {
            throw new BackendException(
                BackendFailure.Unreachable,
                refused.Name == "InvalidLogin"
                    ? T($"{_address} does not accept the user name '{_user}' with this password. The name usually has its domain, as in administrator@vsphere.local.")
                    : T($"{_address} refuses the login of '{_user}': {refused.Message}."),
                refused.Name,
                refused);
        }
    }

    private async Task KeepAliveAsync()
    {
        using var timer = new PeriodicTimer(KeepAliveEvery, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_closing.Token).ConfigureAwait(false))
            {
                try
                {
                    await CallAsync(new SoapCall("CurrentTime", MoRef.ServiceInstance), _closing.Token).ConfigureAwait(false);
                }
                catch (Exception away) when (away is BackendException or VimFault or CertificateException)
                {
                    // Whoever needs the session next finds out.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The client was closed.
        }
    }
}
