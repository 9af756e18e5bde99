using System.Globalization;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>A redis in which a fleet keeps results: where it is, who logs in there, and the files of its TLS.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="IsTls">Whether it is <c>rediss</c>.</param>
/// <param name="Database">Number of the database.</param>
/// <param name="User">Who logs in; empty: a password alone, or nothing.</param>
/// <param name="CaFile">PEM file of the authorities to go by; empty for the system's.</param>
/// <param name="CertificateFile">PEM file of our own certificate; empty for none.</param>
/// <param name="KeyFile">PEM file of its key.</param>
public sealed record ResultEndpoint(string Host, int Port, bool IsTls, int Database, string User, string CaFile, string CertificateFile, string KeyFile)
{
    public const string Option = "--result-backend", Variable = "TUISETUP_RESULT_BACKEND";

    /// <summary>Celery's word for answers by queues alone.</summary>
    private const string Queues = "rpc://";

    private const int RedisPort = 6379;

    internal const string CaParameter = "ssl_ca_certs";

    private static readonly SecretPlace Place = new(T("the password of redis"), "TUISETUP_REDIS_PASSWORD_FILE", "redis-password", "TUISETUP_REDIS_PASSWORD");

    private static readonly AddressForm Form = new(
        Option, T("a redis"), "redis", "USER@HOST:PORT/DATABASE", T("the password and all results"), Place.FileVariable, CaParameter, "ssl_certfile", "ssl_keyfile", ("ssl_cert_reqs", ["required", "CERT_REQUIRED"]), "");

    /// <summary>The password of the address, where it came from the environment.</summary>
    private string? Password { get; init; }

    /// <summary>Where it is, without a secret.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsTls ? "rediss" : "redis")}://{(Host.Contains(':') ? $"[{Host}]" : Host)}:{Port}/{Database}");

    /// <summary>
    /// Reads an address as Celery has it: <c>rediss://user@host:port/0?ssl_ca_certs=F&amp;ssl_certfile=F&amp;ssl_keyfile=F</c>.
    /// </summary>
    /// <param name="option">What was given on the command line; null: nothing.</param>
    /// <param name="variable">Reads the environment, where TUISETUP_RESULT_BACKEND may be.</param>
    /// <returns>Null: results go by queues alone.</returns>
    /// <exception cref="ProblemException">It cannot be used; all that is wrong is in it.</exception>
    public static ResultEndpoint? Read(string? option, Func<string, string?> variable)
    {
        var text = option is { Length: > 0 } ? option : variable(Variable) ?? "";
        if (text is "" or Queues)
        {
            return null;
        }

        var address = ServiceAddress.Read(text, option is { Length: > 0 }, Form);
        return new ResultEndpoint(
            address.Host, address.Port > 0 ? address.Port : RedisPort, address.IsTls, DatabaseOf(address.Path), address.User ?? "",
            address.Files[Form.CaFile], address.Files[Form.CertificateFile], address.Files[Form.KeyFile]) { Password = address.Password };
    }

    /// <summary>The password; null: redis wants none.</summary>
    /// <exception cref="ProblemException">Its file cannot be read, or others can read it.</exception>
    internal string? FindPassword(Func<string, string?> variable) => Place.Find(variable)?.Reveal() ?? Password;

    private static int DatabaseOf(string path)
        => path is "" or "/" ? 0
            : int.TryParse(path.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new ProblemException([Problem.Error(Option, T($"'{path[1..]}' is not the number of a database."), T("It is redis://HOST/0, for one."))]);
}
