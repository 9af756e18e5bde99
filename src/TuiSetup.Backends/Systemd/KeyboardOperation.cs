using TuiSetup.Backends.DBus;
using TuiSetup.Backends.Host;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.Systemd;

/// <summary>
/// The keyboard, in XKB's words (org.freedesktop.locale1(5), SetX11Keyboard); Debian's console has the same from there.
/// </summary>
internal sealed class KeyboardOperation(IBus bus) : IHostOperation
{
    public const string OperationName = "keyboard";

    private static readonly string[] Properties = ["X11Layout", "X11Model", "X11Variant", "X11Options"];

    public string Name => OperationName;

    public async Task<Value> ReadAsync(Step step, CancellationToken cancel) => Of(await bus.GetAllAsync(SystemdNames.Locale, SystemdNames.LocalePath, SystemdNames.Locale, cancel));

    public async Task WriteAsync(Step step, Value wanted, IProgress<string> progress, CancellationToken cancel)
        => await bus.CallAsync(
            SystemdNames.Locale, SystemdNames.LocalePath, SystemdNames.Locale, "SetX11Keyboard", cancel,
            [.. Properties.Select(property => DBusValue.Of(wanted[property].AsText ?? "")), DBusValue.Of(true), DBusValue.Of(false)]);

    /// <summary>The keyboard of locale1's properties.</summary>
    public static Value Of(DBusValue properties) => Value.Map(Properties.Select(property => (property, Value.Of(properties[property]?.AsText ?? ""))));

    /// <summary>A keyboard with another layout; variants belong to a layout, so the old one goes.</summary>
    public static Value WithLayout(Value keyboard, string layout)
        => keyboard["X11Layout"].AsText == layout ? keyboard : keyboard.With("X11Layout", Value.Of(layout)).With("X11Variant", Value.Of(""));
}
