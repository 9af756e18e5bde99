using System.Globalization;
using System.Text;
using TuiSetup.Backends.DBus.Busctl;

namespace TuiSetup.Backends.DBus.Watching;

/// <summary>A message as one line for people.</summary>
public static class MessageLine
{
    /// <summary>Characters of a body that are shown; who wants all of it takes JSON.</summary>
    private const int MostBody = 300;

    public static string Of(PairedMessage seen)
    {
        var message = seen.Message;
        var text = new StringBuilder(message.Received.ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture)).Append(' ')
            .Append(message.Type switch { DBusMessageType.MethodCall => "call  ", DBusMessageType.MethodReturn => "return", DBusMessageType.Error => "error ", _ => "signal" })
            .Append(' ').Append(message.Sender ?? "-");
        if (message.Destination is { } to)
        {
            text.Append(" > ").Append(to);
        }

        var about = message.Member is null ? seen.Call : message;
        if (about is not null)
        {
            text.Append("  ").Append(about.Path).Append(' ').Append(about.Interface).Append('.').Append(about.Member);
        }

        if (seen.Took is { } took)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {took.TotalMilliseconds:0.000} ms");
        }

        if (message.ErrorName is { } error)
        {
            text.Append("  ").Append(error);
        }

        return message.Body.IsEmpty ? text.ToString() : text.Append("  ").Append(Cut(BusctlWriter.Write(message.Body))).ToString();
    }

    private static string Cut(string body) => body.Length > MostBody ? body[..MostBody] + "..." : body;
}
