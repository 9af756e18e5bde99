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

    private const int AmqpPort = 5672, AmqpsPort = 5671, UsualHeartbeat = 30;

    internal const string CaParameter = "cacertfile";

    private static readonly AddressForm Form = new(
        Option, T("a broker"), "amqp", "USER@HOST:PORT/VHOST", T("the password and all plans"), BrokerPassword.FileVariable, CaParameter, "certfile", "keyfile", ("verify", ["verify_peer"]), "heartbeat");

    /// <summary>What RabbitMQ makes for itself, and lets in from its own machine alone.</summary>
    private const string UsualUser = "guest";

    /// <summary>How long the other side may be silent, twice, before it is taken for gone.</summary>
    public TimeSpan Heartbeat { get; private init; } = TimeSpan.FromSeconds(UsualHeartbeat);

    /// <summary>The password of the address, where it came from the environment.</summary>
    internal string? Password { get; private init; }

    internal bool IsUsualUser => User == UsualUser;

    /// <summary>Where it is, without a secret: <c>amqps://user@host:5671/vhost</c>.</summary>
    public override string ToString()
        => $"{(IsTls ? "amqps" : "amqp")}://{User}@{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}/{(VirtualHost == "/" ? "" : VirtualHost)}";

    /// <summary>
    /// Reads an address as RabbitMQ's URI specification has it: <c>amqps://user@host:port/vhost?cacertfile=F&amp;certfile=F&amp;keyfile=F&amp;heartbeat=SECONDS</c>.
    /// </summary>
    /// <param name="option">What was given on the command line; null: nothing.</param>
    /// <param name="variable">Reads the environment, where TUISETUP_BROKER may be.</param>
    /// <exception cref="ProblemException">There is none, or it cannot be used; all that is wrong is in it.</exception>
    public static BrokerEndpoint Read(string? option, Func<string, string?> variable)
    {
        var text = option is { Length: > 0 } ? option : variable(Variable) ?? "";
        if (text.Length == 0)
        {
            throw new ProblemException([Problem.Error(Option, T("No broker is named."), T($"Give {Option} amqps://USER@HOST/VHOST, or set {Variable}."))]);
        }

        var address = ServiceAddress.Read(text, option is { Length: > 0 }, Form);
        return new BrokerEndpoint(
            address.Host, address.Port > 0 ? address.Port : address.IsTls ? AmqpsPort : AmqpPort, address.IsTls, VirtualHostOf(address.Path), address.User ?? UsualUser,
            address.Files[Form.CaFile], address.Files[Form.CertificateFile], address.Files[Form.KeyFile]) { Password = address.Password, Heartbeat = TimeSpan.FromSeconds(address.Seconds ?? UsualHeartbeat) };
    }

    /// <summary>Celery writes the usual virtual host as <c>//</c>, others as nothing or %2F.</summary>
    private static string VirtualHostOf(string path) => path is "" or "/" or "//" ? "/" : Uri.UnescapeDataString(path[1..]);
}
