using System.Globalization;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Core.Fields;

/// <summary>A whole number between the field's min and max.</summary>
internal class NumberType : IFieldType
{
    public virtual string Name => "number";

    protected virtual long Min => long.MinValue;

    protected virtual long Max => long.MaxValue;

    public Value? Parse(string text, FieldDefinition field, out string reason)
    {
        if (long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return Accept(Value.Of(number), field, out reason);
        }

        reason = T($"'{text}' is not a whole number.");
        return null;
    }

    public Value? Accept(Value value, FieldDefinition field, out string reason)
    {
        reason = "";
        var (min, max) = (field.Min ?? Min, field.Max ?? Max);
        if (value.AsNumber is not { } number)
        {
            reason = T($"{Describe.Kind(value)} is not a whole number.");
            return null;
        }

        if (number >= min && number <= max)
        {
            return value;
        }

        reason = min == long.MinValue ? T($"{number} is more than {max}.")
            : max == long.MaxValue ? T($"{number} is less than {min}.")
            : T($"{number} is not between {min} and {max}.");
        return null;
    }

    public Value Schema(FieldDefinition field)
    {
        var schema = Value.Map(("type", Value.Of("integer")));
        var (min, max) = (field.Min ?? Min, field.Max ?? Max);
        schema = min == long.MinValue ? schema : schema.With("minimum", Value.Of(min));
        return max == long.MaxValue ? schema : schema.With("maximum", Value.Of(max));
    }
}

/// <summary>A VLAN ID, 0 to 4095 unless the field says less (IEEE 802.1Q uses 1 to 4094).</summary>
internal sealed class VlanType : NumberType
{
    public override string Name => "vlan";

    protected override long Min => 0;

    protected override long Max => 4095;
}
