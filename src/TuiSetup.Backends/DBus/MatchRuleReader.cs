using System.Text;

namespace TuiSetup.Backends.DBus;

/// <summary>Reads match rules as the D-Bus Specification has them: <c>type='signal',interface='org.example'</c>.</summary>
public static class MatchRuleReader
{
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static MatchRule Read(string text)
    {
        var rule = new MatchRule { Type = null };
        foreach (var (key, value) in Pairs(text))
        {
            rule = key switch
            {
                "type" => rule with { Type = TypeOf(value) },
                "sender" => rule with { Sender = Checked(value, BusNames.IsBusName, T("a name on a bus")) },
                "destination" => rule with { Destination = Checked(value, BusNames.IsBusName, T("a name on a bus")) },
                "path" => rule with { Path = Checked(value, BusNames.IsObjectPath, T("an object path")) },
                "path_namespace" => rule with { PathNamespace = Checked(value, BusNames.IsObjectPath, T("an object path")) },
                "interface" => rule with { Interface = Checked(value, BusNames.IsInterface, T("an interface")) },
                "member" => rule with { Member = Checked(value, BusNames.IsMember, T("a member")) },
                "arg0" => rule with { Arg0 = value },
                "arg0namespace" => rule with { Arg0Namespace = value },
                _ when IsOther(key) => rule with { Others = rule.Others.Add((key, value)) },
                _ => throw new FormatException(T($"'{key}' is no key of a match rule. There are type, sender, destination, path, path_namespace, interface, member, arg0 to arg63, arg0path and arg0namespace.")),
            };
        }

        return rule is { Path: not null, PathNamespace: not null } ? throw new FormatException(T("A match rule has a path or a path_namespace, not both.")) : rule;
    }

    private static bool IsOther(string key)
        => key == "eavesdrop" || (key.StartsWith("arg", StringComparison.Ordinal) && int.TryParse(key.EndsWith("path", StringComparison.Ordinal) ? key[3..^4] : key[3..], out var number) && number is >= 0 and < 64);

    private static string Checked(string value, Func<string, bool> holds, string what) => holds(value) ? value : throw new FormatException(T($"'{value}' is not {what}."));

    private static DBusMessageType TypeOf(string value) => value switch
    {
        "signal" => DBusMessageType.Signal,
        "method_call" => DBusMessageType.MethodCall,
        "method_return" => DBusMessageType.MethodReturn,
        "error" => DBusMessageType.Error,
        _ => throw new FormatException(T($"'{value}' is no type of message: signal, method_call, method_return or error.")),
    };

    /// <summary>Values stand between quotes, which a backslash outside of them can stand for, or plainly up to the next comma.</summary>
    private static IEnumerable<(string Key, string Value)> Pairs(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var equals = text.IndexOf('=', at);
            if (equals < 0)
            {
                throw new FormatException(T($"In the match rule, '=' is missing after '{text[at..]}'."));
            }

            var key = text[at..equals].Trim();
            var value = new StringBuilder();
            var isQuoted = false;
            for (at = equals + 1; at < text.Length && (isQuoted || text[at] != ','); at++)
            {
                if (text[at] == '\'')
                {
                    isQuoted = !isQuoted;
                }
                else
                {
                    at += !isQuoted && text[at] == '\\' && at + 1 < text.Length && text[at + 1] == '\'' ? 1 : 0;
                    value.Append(text[at]);
                }
            }

            at++;
            yield return isQuoted ? throw new FormatException(T("In the match rule a quote is not closed.")) : (key, value.ToString());
        }
    }
}
