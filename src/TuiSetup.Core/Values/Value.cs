using System.Collections.Immutable;
using System.Globalization;

namespace TuiSetup.Core.Values;

/// <summary>
/// A piece of data as systems and files have it: nothing, a truth, a whole number, text, a list, or a map.
/// Immutable and compared by content. Maps keep the order of their keys, which does not count in a comparison.
/// </summary>
public abstract class Value : IEquatable<Value>
{
    public static Value Nothing { get; } = new NothingValue();

    public static Value Of(bool truth) => new TruthValue(truth);

    public static Value Of(long number) => new NumberValue(number);

    public static Value Of(string text) => new TextValue(text);

    public static Value List(IEnumerable<Value> items) => new ListValue([.. items]);

    public static Value List(IEnumerable<string> items) => List(items.Select(Of));

    public static Value List(IEnumerable<long> items) => List(items.Select(Of));

    public static Value Map(params IEnumerable<(string Key, Value Value)> entries) => new MapValue([.. entries]);

    public bool IsNothing => this is NothingValue;

    /// <summary>The truth, or null when it is not one.</summary>
    public bool? AsTruth => (this as TruthValue)?.Truth;

    public long? AsNumber => (this as NumberValue)?.Number;

    public string? AsText => (this as TextValue)?.Text;

    /// <summary>The items of a list; any other value but nothing is a list of itself.</summary>
    public ImmutableArray<Value> Items => this switch
    {
        ListValue list => list.Items,
        NothingValue => [],
        _ => [this],
    };

    /// <summary>The items as text, numbers in decimal.</summary>
    public IReadOnlyList<string> Texts => [.. Items.Select(item => item.ToString()!)];

    public bool IsMap => this is MapValue;

    public bool IsList => this is ListValue;

    public ImmutableArray<(string Key, Value Value)> Entries => this is MapValue map ? map.Entries : [];

    /// <summary>The entry of a map; nothing when there is none.</summary>
    public Value this[string key] => Entries.FirstOrDefault(entry => entry.Key == key).Value ?? Nothing;

    /// <summary>A map with one entry set.</summary>
    public Value With(string key, Value value)
        => Entries.Any(entry => entry.Key == key)
            ? Map(Entries.Select(entry => entry.Key == key ? (key, value) : entry))
            : Map(Entries.Append((key, value)));

    /// <summary>Whether a condition takes it for true: not nothing, false, zero or empty.</summary>
    public bool IsTruthy => this switch
    {
        NothingValue => false,
        TruthValue truth => truth.Truth,
        NumberValue number => number.Number != 0,
        TextValue text => text.Text.Length > 0,
        MapValue map => map.Entries.Length > 0,
        _ => Items.Length > 0,
    };

    public abstract bool Equals(Value? other);

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public abstract override int GetHashCode();

    public static bool operator ==(Value? left, Value? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Value? left, Value? right) => !(left == right);

    internal sealed class NothingValue : Value
    {
        public override bool Equals(Value? other) => other is NothingValue;

        public override int GetHashCode() => 0;

        public override string ToString() => "";
    }

    internal sealed class TruthValue(bool truth) : Value
    {
        public bool Truth { get; } = truth;

        public override bool Equals(Value? other) => other is TruthValue value && value.Truth == Truth;

        public override int GetHashCode() => Truth.GetHashCode();

        public override string ToString() => Truth ? "true" : "false";
    }

    internal sealed class NumberValue(long number) : Value
    {
        public long Number { get; } = number;

        public override bool Equals(Value? other) => other is NumberValue value && value.Number == Number;

        public override int GetHashCode() => Number.GetHashCode();

        public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
    }

    internal sealed class TextValue(string text) : Value
    {
        public string Text { get; } = text;

        public override bool Equals(Value? other) => other is TextValue value && value.Text == Text;

        public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

        public override string ToString() => Text;
    }

    internal sealed class ListValue(ImmutableArray<Value> items) : Value
    {
        public new ImmutableArray<Value> Items { get; } = items;

        public override bool Equals(Value? other) => other is ListValue list && list.Items.SequenceEqual(Items);

        public override int GetHashCode() => Items.Length;

        public override string ToString() => $"[{string.Join(", ", Items)}]";
    }

    internal sealed class MapValue(ImmutableArray<(string Key, Value Value)> entries) : Value
    {
        public new ImmutableArray<(string Key, Value Value)> Entries { get; } = entries;

        public override bool Equals(Value? other)
        {
            if (other is not MapValue map || map.Entries.Length != Entries.Length)
            {
                return false;
            }

            var theirs = map.Entries.DistinctBy(entry => entry.Key).ToDictionary();
            return Entries.All(entry => theirs.TryGetValue(entry.Key, out var value) && value == entry.Value);
        }

        public override int GetHashCode() => Entries.Length;

        public override string ToString() => $"{{{string.Join(", ", Entries.Select(entry => $"{entry.Key}={entry.Value}"))}}}";
    }
}
