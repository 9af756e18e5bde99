using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Core.Fields;

/// <summary>
/// One entry of a list for each of another that gets any: typed as <c>key=value, key=value</c>, written as an object of texts.
/// </summary>
internal sealed class AssignType : IFieldType
{
    public string Name => "assign";

    public FieldShape Shape => FieldShape.Assignment;

    public bool RequiredByDefault => false;

    public Value? Parse(string text, FieldDefinition field, out string reason)
    {
        var entries = new List<(string, Value)>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } key, { Length: > 0 } value])
            {
                reason = T($"'{part}' is not KEY=VALUE.");
                return null;
            }

            entries.Add((key, Value.Of(value)));
        }

        return Accept(Value.Map(entries), field, out reason);
    }

    public Value? Accept(Value value, FieldDefinition field, out string reason)
    {
        reason = "";
        if (!value.IsMap)
        {
            reason = T($"{Describe.Kind(value)} is not an object of texts.");
            return null;
        }

        foreach (var (key, assigned) in value.Entries)
        {
            if (assigned.AsText is not { Length: > 0 } text || text.Any(char.IsControl))
            {
                reason = T($"{Describe.Kind(assigned)} is not a text, for '{key}'.");
                return null;
            }
        }

        if (value.Entries.GroupBy(entry => entry.Key).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            reason = T($"'{twice.Key}' is there {twice.Count()} times.");
            return null;
        }

        return Value.Map(value.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal));
    }

    public string Format(Value value) => string.Join(", ", value.Entries.Select(entry => $"{entry.Key}={entry.Value}"));

    public Value Schema(FieldDefinition field)
        => Value.Map(("type", Value.Of("object")), ("additionalProperties", Value.Map(("type", Value.Of("string")))));
}
