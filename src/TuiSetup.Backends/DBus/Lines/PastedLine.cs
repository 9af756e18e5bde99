using System.Collections.Immutable;
using TuiSetup.Backends.DBus.Busctl;

namespace TuiSetup.Backends.DBus.Lines;

/// <summary>The call of a line of another program. A line of gdbus does not say all types; the method's own make them sure.</summary>
public sealed class PastedLine
{
    private readonly IReadOnlyList<string>? _texts;

    private PastedLine(DBusCall call, IReadOnlyList<string>? texts) => (Call, _texts) = (call, texts);

    /// <summary>The call; that of gdbus still without arguments.</summary>
    public DBusCall Call { get; }

    /// <summary>Reads a line of busctl, of gdbus, or of 'tuisetup dbus'.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static PastedLine Read(string line)
    {
        var words = ShellWords.Split(line);
        return words is [var program, "call", ..] && (program == "gdbus" || program.EndsWith("/gdbus", StringComparison.Ordinal)) ? Gdbus(words) : new(CallLines.Read(line), null);
    }

    /// <summary>The call with its arguments.</summary>
    /// <param name="types">What the method takes; null where that is not known.</param>
    /// <exception cref="FormatException">An argument is no value, or none of its type.</exception>
    public DBusCall With(ImmutableArray<DBusType>? types)
        => _texts is null ? Call
            : types is { } known && known.Length != _texts.Count ? throw new FormatException(T($"The method takes {known.Length} arguments, and the line has {_texts.Count}."))
            : Call with { Arguments = [.. _texts.Select((text, index) => Argument(text, types?[index]))] };

    /// <summary>gdbus takes a text without quotes too.</summary>
    private static DBusValue Argument(string text, DBusType? type)
    {
        try
        {
            return GVariantReader.Read(text, type);
        }
        catch (FormatException) when (type is null or { Code: 's' or 'o' or 'g' })
        {
            return BusctlReader.Read((type?.Code ?? 's').ToString(), [text])[0];
        }
    }

    private static PastedLine Gdbus(IReadOnlyList<string> words)
    {
        string? service = null, path = null, method = null;
        var texts = new List<string>();
        for (var at = 2; at < words.Count; at++)
        {
            var (option, value) = words[at].StartsWith("--", StringComparison.Ordinal) && words[at].IndexOf('=', StringComparison.Ordinal) is > 0 and var equals
                ? (words[at][..equals], words[at][(equals + 1)..]) : (words[at], (string?)null);
            switch (option)
            {
                case "--system" or "-y" or "--session" or "-e":
                    break;
                case "--dest" or "-d":
                    service = value ?? Next(ref at);
                    break;
                case "--object-path" or "-o":
                    path = value ?? Next(ref at);
                    break;
                case "--method" or "-m":
                    method = value ?? Next(ref at);
                    break;
                case "--address" or "-a" or "--timeout" or "-t":
                    _ = value ?? Next(ref at);
                    break;
                case "--":
                    texts.AddRange(words.Skip(at + 1));
                    at = words.Count;
                    break;
                default:
                    texts.Add(words[at]);
                    break;
            }
        }

        var dot = method?.LastIndexOf('.') ?? -1;
        return service is not null && BusNames.IsBusName(service) && path is not null && BusNames.IsObjectPath(path)
            && dot > 0 && BusNames.IsInterface(method![..dot]) && BusNames.IsMember(method[(dot + 1)..])
            ? new(new DBusCall(service, path, method[..dot], method[(dot + 1)..]), texts)
            : throw new FormatException(T("That is no call of gdbus: gdbus call --system --dest SERVICE --object-path OBJECT --method INTERFACE.METHOD [ARGUMENT...]."));

        string Next(ref int at) => ++at < words.Count ? words[at] : "";
    }
}
