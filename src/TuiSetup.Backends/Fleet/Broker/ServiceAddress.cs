using System.Globalization;
using System.Net;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>How the address of a kind of service is written.</summary>
/// <param name="Option">Where it is given.</param>
/// <param name="What">What is there, such as <c>a broker</c>.</param>
/// <param name="Scheme">In clear; with an <c>s</c> behind it over TLS.</param>
/// <param name="Example">For whoever wrote something else.</param>
/// <param name="Reveals">What would be read by others in clear.</param>
/// <param name="PasswordVariable">Names a file with the password.</param>
/// <param name="CaFile">The parameters with files of the TLS: authorities, certificate and key.</param>
/// <param name="CertificateFile"><inheritdoc cref="CaFile"/></param>
/// <param name="KeyFile"><inheritdoc cref="CaFile"/></param>
/// <param name="Verify">The parameter that asks for verification, and its values that do.</param>
/// <param name="Seconds">A parameter with a number of seconds; empty for none.</param>
internal sealed record AddressForm(
    string Option, string What, string Scheme, string Example, string Reveals, string PasswordVariable, string CaFile, string CertificateFile, string KeyFile, (string Name, string[] Values) Verify, string Seconds);

/// <summary>The address of a service of a fleet: a password does not belong on a command line, nor anything in clear on a network.</summary>
internal sealed record ServiceAddress(string Host, int Port, bool IsTls, string Path, string? User, string? Password, IReadOnlyDictionary<string, string> Files)
{
    private const int LongestSeconds = 3600;

    /// <summary>The number of seconds, where it is given.</summary>
    public int? Seconds { get; private init; }

    /// <param name="text">The address.</param>
    /// <param name="isOption">Whether it was on the command line.</param>
    /// <param name="form">How it is written.</param>
    /// <exception cref="ProblemException">It cannot be used; all that is wrong is in it.</exception>
    public static ServiceAddress Read(string text, bool isOption, AddressForm form)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || (uri.Scheme != form.Scheme && uri.Scheme != form.Scheme + "s") || uri.Host.Length == 0)
        {
            throw new ProblemException([Problem.Error(form.Option, T($"This is not the address of {form.What}."), T($"It is {form.Scheme}://{form.Example}, or {form.Scheme}s:// for TLS."))]);
        }

        var problems = new List<Problem>();
        var (user, password) = UserInfo(uri);
        if (password is not null && isOption)
        {
            problems.Add(Problem.Error(form.Option, T("A password on the command line is seen by everyone on this machine."), T($"Put it into a file that {form.PasswordVariable} names.")));
        }

        var isTls = uri.Scheme != form.Scheme;
        var host = uri.Host.Trim('[', ']');
        if (!isTls && !IsHere(host))
        {
            problems.Add(Problem.Error(form.Option, T($"{form.Scheme}:// to {host} would send {form.Reveals} in clear."), T($"Use {form.Scheme}s://, or a tunnel that ends on this machine.")));
        }

        var files = ReadFiles(uri, form, problems);
        if ((files[form.CertificateFile].Length == 0) != (files[form.KeyFile].Length == 0))
        {
            problems.Add(Problem.Error(form.Option, T($"{form.CertificateFile} and {form.KeyFile} belong together."), T("Give both, or none.")));
        }

        var seconds = ReadSeconds(uri, form, problems);
        return problems.Count > 0 ? throw new ProblemException(problems) : new ServiceAddress(host, uri.Port, isTls, uri.AbsolutePath, user, password, files) { Seconds = seconds };
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

    private static Dictionary<string, string> ReadFiles(Uri uri, AddressForm form, List<Problem> problems)
    {
        var files = new Dictionary<string, string> { [form.CaFile] = "", [form.CertificateFile] = "", [form.KeyFile] = "" };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (files.ContainsKey(parts[0]) && parts.Length == 2)
            {
                files[parts[0]] = Uri.UnescapeDataString(parts[1]);
            }
            else if (parts[0] == form.Verify.Name && !(parts.Length == 2 && form.Verify.Values.Contains(parts[1])))
            {
                problems.Add(Problem.Error(form.Option, T("The certificate of the other side is always verified."), T($"Leave '{parts[0]}' out, and give the authority's certificate as {form.CaFile}.")));
            }
            else if (parts[0] != form.Verify.Name && parts[0] != form.Seconds)
            {
                problems.Add(Problem.Error(form.Option, T($"The address has '{parts[0]}', which is not known."), T($"Known are {form.CaFile}, {form.CertificateFile} and {form.KeyFile}.")));
            }
        }

        return files;
    }

    private static int? ReadSeconds(Uri uri, AddressForm form, List<Problem> problems)
    {
        if (form.Seconds.Length == 0 || uri.Query.TrimStart('?').Split('&').LastOrDefault(pair => pair.Split('=')[0] == form.Seconds) is not { } given)
        {
            return null;
        }

        if (int.TryParse(given.AsSpan(given.IndexOf('=') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestSeconds)
        {
            return seconds;
        }

        problems.Add(Problem.Error(form.Option, T($"'{given}' is not a number of seconds."), T($"{form.Seconds} takes 1 to {LongestSeconds}.")));
        return null;
    }

    private static bool IsHere(string host)
        => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
