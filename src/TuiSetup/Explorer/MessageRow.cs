using System.Globalization;
using System.Text;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Watching;

namespace TuiSetup.Explorer;

/// <summary>A message as a row: when, what, how long after its call, who, and the beginning of what it says.</summary>
internal static class MessageRow
{
    private const int ShownValue = 60;

    public static string Of(PairedMessage seen)
    {
        var message = seen.Message;
        var text = new StringBuilder(message.Received.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)).Append(' ');
        return SignalWatch.IsOwnerChange(message) ? text.Append(OwnerChange(message)).ToString() : Append(text, seen).ToString();
    }

    public static string TypeOf(DBusMessageType type) => type switch
    {
        DBusMessageType.MethodCall => "call",
        DBusMessageType.MethodReturn => "return",
        DBusMessageType.Error => "error",
        _ => "signal",
    };

    private static StringBuilder Append(StringBuilder text, PairedMessage seen)
    {
        var message = seen.Message;
        text.Append(TypeOf(message.Type).PadRight(6)).Append(' ').Append(message.Member ?? seen.Call?.Member ?? "?");
        if (seen.Took is { } took)
        {
            text.Append(CultureInfo.InvariantCulture, $" {took.TotalMilliseconds:0.000} ms");
        }

        if (message.ErrorName is { } error)
        {
            text.Append(' ').Append(error);
        }

        text.Append("  ").Append(message.Sender ?? "-");
        if (message.Destination is { } to)
        {
            text.Append(" > ").Append(to);
        }

        if (message.Path is { } path)
        {
            text.Append("  ").Append(path).Append(' ').Append(message.Interface);
        }

        return message.Body.IsEmpty ? text
            : text.Append("  ").Append(message.Signature).Append(' ').AppendJoin(' ', message.Body.Select(value => ShortValue.Of(value, ShownValue)));
    }

    private static string OwnerChange(DBusMessage change)
        => (change.Body[0].AsText, change.Body[1].AsText, change.Body[2].AsText) switch
        {
            (var name, "", var now) => T($"owner  {name} has come, as {now}"),
            (var name, var before, "") => T($"owner  {name} has gone, it was {before}"),
            var (name, before, now) => T($"owner  {name} went from {before} to {now}"),
        };
}
