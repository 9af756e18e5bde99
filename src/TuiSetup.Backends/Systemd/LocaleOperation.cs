using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Systemd;

/// <summary>The system's locale (org.freedesktop.locale1(5)): a list of assignments such as <c>LANG=en_US.UTF-8</c>.</summary>
internal sealed class LocaleOperation(IBus bus, RootFiles files) : IHostOperation
{
    public const string OperationName = "locale", Language = "LANG=";

    /// <summary>Where the service writes them: locale.conf(5), and what Debian has instead.</summary>
    private static readonly string[] Files = ["/etc/locale.conf", "/etc/default/locale"];

    public string Name => OperationName;

    public async Task<Value> ReadAsync(Step step, CancellationToken cancel) => Value.List(await ReadAsync(cancel));

    /// <summary>The service ignores an empty list, so a locale that was not set before goes from the file itself.</summary>
    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
    {
        if (wanted.Items.IsEmpty)
        {
            Unset();
            return;
        }

        await bus.CallAsync(
            SystemdNames.Locale, SystemdNames.LocalePath, SystemdNames.Locale, "SetLocale", cancel, DBusValue.Strings(wanted.Texts), DBusValue.Of(false));
    }

    /// <summary>
    /// The assignments in order. Where nothing is set, the service tells the locale that it was started with; so the file
    /// is asked where it can be.
    /// </summary>
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancel)
    {
        var assignments = files.AreThere
            ? files.Lines(Present).Select(line => line.Trim()).Where(IsAssignment).Select(Unquote)
            : (await bus.GetAsync(SystemdNames.Locale, SystemdNames.LocalePath, SystemdNames.Locale, "Locale", cancel)).Texts;
        return [.. assignments.Order(StringComparer.Ordinal)];
    }

    /// <summary>The language of a list of assignments; empty when it has none.</summary>
    public static string LanguageOf(IEnumerable<string> assignments)
        => assignments.FirstOrDefault(one => one.StartsWith(Language, StringComparison.Ordinal))?[Language.Length..] ?? "";

    /// <summary>The assignments with another language, and all others as they are.</summary>
    public static Value With(IEnumerable<string> assignments, string language)
        => Value.List(assignments.Where(one => !one.StartsWith(Language, StringComparison.Ordinal)).Append(Language + language).Order(StringComparer.Ordinal));

    private string Present => Files.FirstOrDefault(files.Exists) ?? Files[0];

    private void Unset()
    {
        try
        {
            files.Write(Present, files.Lines(Present).Where(line => !IsAssignment(line.Trim())), RootFiles.Readable);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new BackendException(BackendFailure.Failed, T($"{Present} cannot be written. {failed.Message}"), inner: failed);
        }
    }

    private static bool IsAssignment(string line)
        => line.Contains('=', StringComparison.Ordinal) && (line.StartsWith("LANG", StringComparison.Ordinal) || line.StartsWith("LC_", StringComparison.Ordinal));

    private static string Unquote(string line)
    {
        var at = line.IndexOf('=', StringComparison.Ordinal) + 1;
        return line[..at] + line[at..].Trim('"', '\'');
    }
}
