using System.Net;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>A broker: where it is, who logs in there, and the files of its TLS.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="IsTls">Whether it is <c>amqps</c>.</param>
/// <param name="VirtualHost">The virtual host, such as <c>/</c>.</param>
/// <param name="User">Who logs in.</param>
/// <param name="CaFile">PEM file of the authorities to go by; empty for the system's.</param>
/// <param name="CertificateFile">PEM file of our own certificate; empty for none.</param>
/// <param name="KeyFile">PEM file of its key.</param>
public sealed record BrokerEndpoint(string Host, int Port, bool IsTls, string VirtualHost, string User, string CaFile, string CertificateFile, string KeyFile)
{
    public const string Option = "--broker", Variable = "TUISETUP_BROKER";

    private const int AmqpPort = 5672, AmqpsPort = 5671;

    /// <summary>What RabbitMQ makes for itself, and lets in from its own machine alone.</summary>
    private const string UsualUser = "guest";

    /// <summary>The password of the address, where it came from the environment.</summary>
    internal string? Password { get; private init; }

    internal bool IsUsualUser => User == UsualUser;

    /// <summary>Where it is, without a secret: <c>amqps://user@host:5671/vhost</c>.</summary>
    public override string ToString()
        => $"{(IsTls ? "amqps" : "amqp")}://{User}@{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}/{(VirtualHost == "/" ? "" : VirtualHost)}";

    /// <summary>
    /// Reads an address as RabbitMQ's URI specification has it: <c>amqps://user@host:port/vhost?cacertfile=F&amp;certfile=F&amp;keyfile=F</c>.
    /// </summary>
    /// <param name="option">What was given on the command line; null: nothing.</param>
    /// <param name="variable">Reads the environment, where TUISETUP_BROKER may be.</param>
    /// <exception cref="ProblemException">There is none, or it cannot be used; all that is wrong is in it.</exception>
    public static BrokerEndpoint Read(string? option, Func<string, string?> variable)
    {
        var text = option is { Length: > 0 } ? option : variable(Variable) ?? "";
        if (text.Length == 0)
        {
            throw new ProblemException([Problem.Error(Option, "No broker is named.", $"Give {Option} amqps://USER@HOST/VHOST, or set {Variable}.")]);
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0)
        {
            throw new ProblemException([Problem.Error(Option, "This is not the address of a broker.", "It is amqp://USER@HOST:PORT/VHOST, or amqps:// for TLS.")]);
        }

        var problems = new List<Problem>();
        var (user, password) = UserInfo(uri);
        if (password is not null && option is { Length: > 0 })
        {
            problems.Add(Problem.Error(Option, "A password on the command line is seen by everyone on this machine.", $"Put it into a file that {BrokerPassword.FileVariable} names."));
        }

        var isTls = uri.Scheme == "amqps";
        var host = uri.Host.Trim('[', ']');
        if (!isTls && !IsHere(host))
        {
            problems.Add(Problem.Error(Option, $"amqp:// to {host} would send the password and all plans in clear.", "Use amqps://, or a tunnel that ends on this machine."));
        }

        var files = Files(uri, problems);
        if ((files["certfile"].Length == 0) != (files["keyfile"].Length == 0))
        {
            problems.Add(Problem.Error(Option, "certfile and keyfile belong together.", "Give both, or none."));
        }

        return problems.Count > 0
            ? throw new ProblemException(problems)
            : new BrokerEndpoint(
                host, uri.Port > 0 ? uri.Port : isTls ? AmqpsPort : AmqpPort, isTls, VirtualHostOf(uri), user ?? UsualUser,
                files["cacertfile"], files["certfile"], files["keyfile"]) { Password = password };
    }

    private static (string? User, string? Password) UserInfo(Uri uri)
    {
        if (uri.UserInfo.Length == 0)
        {
            return (null, null);
        }

        var parts = uri.UserInfo.Split(':', 2);
        return (Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : null);
    }

    /// <summary>Celery writes the usual virtual host as <c>//</c>, others as nothing or %2F.</summary>
    private static string VirtualHostOf(Uri uri)
        => uri.AbsolutePath is "" or "/" or "//" ? "/" : Uri.UnescapeDataString(uri.AbsolutePath[1..]);

    private static Dictionary<string, string> Files(Uri uri, List<Problem> problems)
    {
        var files = new Dictionary<string, string> { ["cacertfile"] = "", ["certfile"] = "", ["keyfile"] = "" };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (files.ContainsKey(parts[0]) && parts.Length == 2)
            {
                files[parts[0]] = Uri.UnescapeDataString(parts[1]);
            }
            else if (parts[0] == "verify" && parts is not [_, "verify_peer"])
            {
                problems.Add(Problem.Error(Option, "The broker's certificate is always verified.", "Leave 'verify' out, and give the authority's certificate as cacertfile."));
            }
            else if (parts[0] is not ("verify" or "heartbeat"))
            {
                problems.Add(Problem.Error(Option, $"The address has '{parts[0]}', which is not known.", "Known are cacertfile, certfile and keyfile."));
            }
        }

        return files;
    }

    private static bool IsHere(string host)
        => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
