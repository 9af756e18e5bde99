using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Core.Fields;

/// <summary>One of a list: the wizard's own, or one that the backend found.</summary>
internal sealed class ChoiceType : IFieldType
{
    public string Name => "choice";

    public FieldShape Shape => FieldShape.Choice;

    public Value? Parse(string text, FieldDefinition field, out string reason) => Accept(Value.Of(text), field, out reason);

    public Value? Accept(Value value, FieldDefinition field, out string reason)
    {
        reason = "";
        if (value.AsText is not { } text)
        {
            reason = T($"{Describe.Kind(value)} is not one of the choices, as a text.");
            return null;
        }

        if (field.Choices.Length > 0 && field.Choices.All(choice => choice.Value != text))
        {
            reason = T($"'{text}' is not one of {string.Join(", ", field.Choices.Select(choice => choice.Value))}.");
            return null;
        }

        return value;
    }

    public Value Schema(FieldDefinition field)
    {
        var schema = Value.Map(("type", Value.Of("string")));
        return field.Choices.Length == 0 ? schema : schema.With("enum", Value.List(field.Choices.Select(choice => choice.Value)));
    }
}

/// <summary>Any of a list.</summary>
internal sealed class ChoicesType : IFieldType
{
    private static readonly ChoiceType One = new();

    public string Name => "choices";

    public FieldShape Shape => FieldShape.Choices;

    public bool IsList => true;

    public bool RequiredByDefault => false;

    public Value? Parse(string text, FieldDefinition field, out string reason)
        => Accept(Value.List(text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)), field, out reason);

    public Value? Accept(Value value, FieldDefinition field, out string reason)
    {
        reason = "";
        foreach (var item in value.Items)
        {
            if (One.Accept(item, field, out reason) is null)
            {
                return null;
            }
        }

        return Value.List(value.Items.Distinct());
    }

    public string Format(Value value) => string.Join(", ", value.Texts);

    public Value Schema(FieldDefinition field) => Value.Map(("type", Value.Of("array")), ("items", One.Schema(field)));
}

/// <summary>Yes or no, written as true and false.</summary>
internal sealed class YesNoType : IFieldType
{
    public string Name => "yesno";

    public FieldShape Shape => FieldShape.YesNo;

    public bool RequiredByDefault => false;

    public Value? Parse(string text, FieldDefinition field, out string reason)
    {
        reason = "";
        switch (text.Trim().ToLowerInvariant())
        {
            case "yes" or "y" or "true" or "1":
                return Value.Of(true);
            case "no" or "n" or "false" or "0":
                return Value.Of(false);
            default:
                reason = T($"'{text}' is neither yes nor no.");
                return null;
        }
    }

    public Value? Accept(Value value, FieldDefinition field, out string reason)
    {
        reason = value.AsTruth is null ? T($"{Describe.Kind(value)} is neither true nor false.") : "";
        return value.AsTruth is null ? null : value;
    }

    public string Format(Value value) => value.AsTruth == true ? "yes" : "no";

    public Value Schema(FieldDefinition field) => Value.Map(("type", Value.Of("boolean")));
}
