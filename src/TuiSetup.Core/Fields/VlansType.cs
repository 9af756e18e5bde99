using System.Collections.Immutable;
using System.Globalization;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Core.Fields;

/// <summary>VLAN IDs: typed as <c>10, 20, 30-35</c>, written as a list of numbers.</summary>
internal sealed class VlansType : IFieldType
{
    private static readonly VlanType One = new();

    public string Name => "vlans";

    public bool IsList => true;

    public bool RequiredByDefault => false;

    public Value? Parse(string text, FieldDefinition field, out string reason)
    {
        var numbers = new List<Value>();
        foreach (var part in text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !ends.All(end => long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
            {
                reason = T($"'{part}' is not a VLAN ID, nor a range such as 30-35.");
                return null;
            }

            var first = long.Parse(ends[0], CultureInfo.InvariantCulture);
            var last = long.Parse(ends[^1], CultureInfo.InvariantCulture);
            if (last < first || last - first > 4095)
            {
                reason = T($"'{part}' is not a range of VLAN IDs.");
                return null;
            }

            for (var number = first; number <= last; number++)
            {
                numbers.Add(Value.Of(number));
            }
        }

        return Accept(Value.List(numbers), field, out reason);
    }

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

        return Value.List(value.Items.DistinctBy(item => item.AsNumber).OrderBy(item => item.AsNumber).ToImmutableArray());
    }

    /// <summary>Three and more in a row as a range.</summary>
    public string Format(Value value)
    {
        var runs = new List<(long First, long Last)>();
        foreach (var number in value.Items.Select(item => item.AsNumber).OfType<long>())
        {
            if (runs.Count > 0 && runs[^1].Last == number - 1)
            {
                runs[^1] = (runs[^1].First, number);
            }
            else
            {
                runs.Add((number, number));
            }
        }

        return string.Join(", ", runs.Select(run => (run.Last - run.First) switch
        {
            0 => run.First.ToString(CultureInfo.InvariantCulture),
            1 => string.Create(CultureInfo.InvariantCulture, $"{run.First}, {run.Last}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{run.First}-{run.Last}"),
        }));
    }

    public Value Schema(FieldDefinition field) => Value.Map(("type", Value.Of("array")), ("items", One.Schema(field)));
}
