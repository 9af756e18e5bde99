using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Systemd;

/// <summary>The system's locale (org.freedesktop.locale1(5)): a list of assignments such as <c>LANG=en_US.UTF-8</c>.</summary>
internal sealed class LocaleOperation(IBus bus) : IHostOperation
{
    public const string OperationName = "locale", Language = "LANG=";

    public string Name => OperationName;

    public async Task<Value> ReadAsync(Step step, CancellationToken cancel)
        => Value.List((await bus.GetAsync(SystemdNames.Locale, SystemdNames.LocalePath, SystemdNames.Locale, "Locale", cancel)).Texts);

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
        => await bus.CallAsync(
            SystemdNames.Locale, SystemdNames.LocalePath, SystemdNames.Locale, "SetLocale", cancel, DBusValue.Strings(wanted.Texts), DBusValue.Of(false));

    /// <summary>The language of a list of assignments; empty when it has none.</summary>
    public static string LanguageOf(IEnumerable<string> assignments)
        => assignments.FirstOrDefault(one => one.StartsWith(Language, StringComparison.Ordinal))?[Language.Length..] ?? "";

    /// <summary>The assignments with another language, and all others as they are.</summary>
    public static Value With(IEnumerable<string> assignments, string language)
        => Value.List(assignments.Where(one => !one.StartsWith(Language, StringComparison.Ordinal)).Prepend(Language + language));
}
