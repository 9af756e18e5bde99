using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Core.Fields;

/// <summary>Several texts: typed in a line with a sign between them, written as a list.</summary>
internal abstract class TextListType(string name, char sign) : IFieldType
{
    public string Name => name;

    public bool IsList => true;

    public bool RequiredByDefault => false;

    public Value? Parse(string text, FieldDefinition field, out string reason)
        => Accept(Value.List(text.Split([sign, '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)), field, out reason);

    public Value? Accept(Value value, FieldDefinition field, out string reason)
    {
        reason = "";
        foreach (var item in value.Items)
        {
            reason = item.AsText is not { } text ? T($"{Describe.Kind(item)} is not a text.")
                : text.Any(char.IsControl) ? T("there are control characters in it.")
                : field.Pattern is { } pattern && !pattern.IsMatch(text) ? (field.PatternHelp is { } form ? T(form) : null) ?? T($"'{text}' must match {pattern}.")
                : WhyNot(text);
            if (reason.Length > 0)
            {
                return null;
            }
        }

        return Value.List(value.Items);
    }

    public string Format(Value value) => string.Join(sign + " ", value.Texts);

    public Value Schema(FieldDefinition field) => Value.Map(("type", Value.Of("array")), ("items", Value.Map(("type", Value.Of("string")))));

    /// <summary>Why a text cannot be one of them; empty when it can.</summary>
    protected virtual string WhyNot(string text) => "";
}

/// <summary>Lines of text, with semicolons between them when they are typed.</summary>
internal sealed class LinesType() : TextListType("lines", ';');

/// <summary>IP addresses, ranges of them, and prefixes.</summary>
internal sealed class AddressesType() : TextListType("addresses", ',')
{
    protected override string WhyNot(string text)
        => text.Split('-', 2).All(end => IpText.IsAddress(end.Split('/', 2)[0]))
            ? "" : T($"'{text}' is neither an address, nor a range such as 192.0.2.7-192.0.2.20, nor a prefix such as 192.0.2.0/28.");
}
