using System.Globalization;
using TuiSetup.Backends.DBus.Busctl;

namespace TuiSetup.Backends.DBus.Lines;

/// <summary>A call as lines of other programs, and from them.</summary>
public static class CallLines
{
    /// <summary>The line of busctl(1) that makes the same call.</summary>
    public static string Busctl(BusPlace place, DBusCall call)
    {
        string[] option = place.BusctlOption.Length > 0 ? [place.BusctlOption] : [];
        string[] arguments = call.Arguments.IsEmpty ? [] : [string.Concat(call.Arguments.Select(value => value.Signature)), .. Words(call.Arguments)];

        // What begins with a dash would be an option.
        string[] dashes = arguments.Any(word => word.StartsWith('-')) ? ["--"] : [];
        return ShellWords.Join(["busctl", .. option, .. dashes, "call", call.Destination, call.Path, call.Interface ?? "", call.Member, .. arguments]);
    }

    /// <summary>The line of gdbus(1) that makes the same call; that reaches no other machine by itself.</summary>
    public static string Gdbus(BusPlace place, DBusCall call)
    {
        string[] bus = place.Kind switch { BusKind.User => ["--session"], BusKind.Address => ["--address", place.Where], _ => ["--system"] };
        string[] arguments = [.. call.Arguments.Select(GVariantText.Of)];
        string[] dashes = arguments.Any(word => word.StartsWith('-')) ? ["--"] : [];
        return ShellWords.Join(["gdbus", "call", .. bus, "--dest", call.Destination, "--object-path", call.Path, "--method", $"{call.Interface}.{call.Member}", .. dashes, .. arguments]);
    }

    /// <summary>C# that makes the same call by this program's own library.</summary>
    public static string CSharp(DBusCall call)
        => $"""
            await bus.CallAsync(new DBusCall("{call.Destination}", "{call.Path}", "{call.Interface}", "{call.Member}",
                [.. {ProgramText.CSharp(call.Arguments)}]), cancel);
            """;

    /// <summary>Python that makes the same call by GDBus (python3-gi); that reaches no other machine by itself.</summary>
    public static string Python(BusPlace place, DBusCall call)
    {
        var bus = place.Kind switch
        {
            BusKind.Address => $"Gio.DBusConnection.new_for_address_sync({ProgramText.Quote(place.Where)}, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)",
            BusKind.User => "Gio.bus_get_sync(Gio.BusType.SESSION)",
            _ => "Gio.bus_get_sync(Gio.BusType.SYSTEM)",
        };
        var texts = call.Arguments.Select(GVariantText.Of).ToList();
        var arguments = texts.Count == 0 ? "None" : $"GLib.Variant.parse(None, {ProgramText.Quote($"({string.Join(", ", texts)}{(texts.Count == 1 ? "," : "")})")}, None, None)";
        return $"""
            from gi.repository import Gio, GLib
            bus = {bus}
            print(bus.call_sync("{call.Destination}", "{call.Path}", "{call.Interface}", "{call.Member}",
                                {arguments}, None, 0, -1, None))
            """;
    }

    /// <summary>The call of a line of busctl, or of 'tuisetup dbus'.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DBusCall Read(string line)
    {
        var words = ShellWords.Split(line).ToList();
        var verb = words.FindIndex(word => word is "call" or "get-property" or "set-property" or "get" or "set");
        if (verb < 1 || (words[0] != "busctl" && !words[0].EndsWith("/busctl", StringComparison.Ordinal) && words[0] != "tuisetup"))
        {
            throw new FormatException(T("That is no line of busctl: busctl call SERVICE OBJECT INTERFACE METHOD [SIGNATURE [ARGUMENT...]]."));
        }

        var rest = words.Skip(verb + 1).SkipWhile(word => word.StartsWith("--", StringComparison.Ordinal)).ToList();
        if (rest.Count < 4 || !BusNames.IsBusName(rest[0]) || !BusNames.IsObjectPath(rest[1]) || !BusNames.IsInterface(rest[2]) || !BusNames.IsMember(rest[3]))
        {
            throw new FormatException(T("In that line a service, an object, an interface or a member is missing, or is none."));
        }

        var values = BusctlReader.Read(rest.Count > 4 ? rest[4] : "", [.. rest.Skip(5)]);
        return words[verb] switch
        {
            "call" => new(rest[0], rest[1], rest[2], rest[3], [.. values]),
            "get" or "get-property" => new(rest[0], rest[1], BusNames.Properties, "Get", DBusValue.Of(rest[2]), DBusValue.Of(rest[3])),
            _ when values is [var only] => new(rest[0], rest[1], BusNames.Properties, "Set", DBusValue.Of(rest[2]), DBusValue.Of(rest[3]), DBusValue.Variant(only)),
            _ => throw new FormatException(T("A property is set to one value.")),
        };
    }

    /// <summary>The words of values as busctl takes them.</summary>
    public static IReadOnlyList<string> Words(IEnumerable<DBusValue> values) => [.. values.SelectMany(Words)];

    private static IEnumerable<string> Words(DBusValue value) => value switch
    {
        DBusVariant variant => [variant.Inner.Signature, .. Words(variant.Inner)],
        DBusBytes bytes => [Count(bytes.Data.Length), .. bytes.Data.Select(octet => Count(octet))],
        DBusArray array => [Count(array.Elements.Length), .. array.Elements.SelectMany(Words)],
        DBusBasic { Content: string text } => [text],
        DBusBasic { Content: bool truth } => [truth ? "true" : "false"],
        DBusBasic { Content: Microsoft.Win32.SafeHandles.SafeFileHandle handle } => [FileHandles.Describe(handle)],
        DBusBasic basic => [Convert.ToString(basic.Content, CultureInfo.InvariantCulture)!],
        _ => value.Items.SelectMany(Words),
    };

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
