using System.Net;
using System.Text.RegularExpressions;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Core.Fields;

/// <summary>A type whose value is one text that must have a certain form.</summary>
internal abstract class TextFormType(string name, string expected) : IFieldType
{
    public string Name => name;

    public virtual Value? Parse(string text, FieldDefinition field, out string reason)
    {
        reason = "";
        if (!HasForm(text.Trim()))
        {
            reason = T($"'{text}' is not {expected}.");
            return null;
        }

        if (field.Pattern is { } pattern && !pattern.IsMatch(text.Trim()))
        {
            reason = (field.PatternHelp is { } form ? T(form) : null) ?? T($"'{text}' must match {pattern}.");
            return null;
        }

        return Value.Of(text.Trim());
    }

    public Value? Accept(Value value, FieldDefinition field, out string reason)
    {
        if (value.AsText is { } text)
        {
            return Parse(text, field, out reason);
        }

        reason = T($"{Describe.Kind(value)} is not {expected}, as a text.");
        return null;
    }

    public Value Schema(FieldDefinition field)
        => field.Pattern is { } pattern
            ? Value.Map(("type", Value.Of("string")), ("pattern", Value.Of(pattern.ToString())))
            : Value.Map(("type", Value.Of("string")));

    protected abstract bool HasForm(string text);
}

internal sealed class TextType() : TextFormType("text", T("a text"))
{
    protected override bool HasForm(string text) => !text.Any(char.IsControl);
}

internal sealed class IpType() : TextFormType("ip", T("an IP address such as 192.0.2.1 or 2001:db8::1"))
{
    protected override bool HasForm(string text) => IpText.IsAddress(text);
}

internal sealed class CidrType() : TextFormType("cidr", T("an address with a prefix length such as 192.0.2.1/24"))
{
    protected override bool HasForm(string text)
        => text.Split('/') is [var address, var length] && IpText.IsAddress(address) && length.Length > 0 && length.All(char.IsAsciiDigit)
            && int.TryParse(length, out var bits) && bits <= (address.Contains(':', StringComparison.Ordinal) ? 128 : 32);
}

internal sealed partial class MacType() : TextFormType("mac", T("a MAC address such as 02:00:5e:10:00:01"))
{
    protected override bool HasForm(string text) => Form().IsMatch(text);

    [GeneratedRegex(@"^[0-9A-Fa-f]{2}([:-])([0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}\z")]
    private static partial Regex Form();
}

internal sealed class FileType() : TextFormType("file", T("a path to a file"))
{
    protected override bool HasForm(string text) => text.Length > 0 && !text.Any(char.IsControl);
}

internal static class IpText
{
    /// <summary>
    /// Dotted quads of four, and IPv6; not the short and octal forms, the brackets, ports and zones that parsers also take.
    /// </summary>
    public static bool IsAddress(string text)
        => IPAddress.TryParse(text, out var address)
            && (text.Contains(':', StringComparison.Ordinal) ? text.AsSpan().IndexOfAny("[]%") < 0 : address.ToString() == text);
}
