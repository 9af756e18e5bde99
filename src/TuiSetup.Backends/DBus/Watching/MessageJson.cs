using System.Globalization;
using System.Text;
using TuiSetup.Backends.DBus.Json;

namespace TuiSetup.Backends.DBus.Watching;

/// <summary>A message as one line of JSON, with the keys of <c>busctl --json=short monitor</c>; a reply also says what it answers, and after how long.</summary>
public static class MessageJson
{
    public static string Line(PairedMessage seen)
    {
        var message = seen.Message;
        var text = new StringBuilder("{\"type\":\"").Append(TypeName(message.Type)).Append('"')
            .Append(CultureInfo.InvariantCulture, $",\"endian\":\"l\",\"flags\":{message.Flags},\"version\":1,\"cookie\":{message.Serial}");
        if (message.ReplySerial != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $",\"reply_cookie\":{message.ReplySerial}");
        }

        text.Append(CultureInfo.InvariantCulture, $",\"timestamp-realtime\":{Microseconds(message.Received)}");
        Add(text, "sender", message.Sender);
        Add(text, "destination", message.Destination);
        Add(text, "path", message.Path);
        Add(text, "interface", message.Interface);
        Add(text, "member", message.Member);
        Add(text, "error_name", message.ErrorName);
        if (seen is { Call: { } call, Took: { } took })
        {
            text.Append(CultureInfo.InvariantCulture, $",\"microseconds\":{(long)took.TotalMicroseconds},\"call\":{{\"path\":");
            DBusJsonWriter.AppendText(text, call.Path ?? "");
            Add(text, "interface", call.Interface);
            Add(text, "member", call.Member);
            text.Append('}');
        }

        DBusJsonWriter.AppendMessage(text.Append(",\"payload\":"), message.Body);
        return text.Append('}').ToString();
    }

    public static string TypeName(DBusMessageType type) => type switch
    {
        DBusMessageType.MethodCall => "method_call",
        DBusMessageType.MethodReturn => "method_return",
        DBusMessageType.Error => "error",
        _ => "signal",
    };

    private static long Microseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static void Add(StringBuilder text, string key, string? value)
    {
        if (value is not null)
        {
            DBusJsonWriter.AppendText(text.Append(",\"").Append(key).Append("\":"), value);
        }
    }
}
