using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace TuiSetup.Backends.DBus;

/// <summary>
/// A value as D-Bus has it, with its exact type: what is read can be written again and is the same on the wire.
/// Compared by type and content.
/// </summary>
public abstract record DBusValue
{
    /// <summary>The signature of its type, one complete type.</summary>
    public abstract string Signature { get; }

    /// <summary>The text of an <c>s</c>, <c>o</c> or <c>g</c>, also inside of variants; null for all else.</summary>
    public string? AsText => (Unwrapped as DBusBasic)?.Content as string;

    /// <summary>The truth of a <c>b</c>, also inside of variants; null for all else.</summary>
    public bool? AsTruth => (Unwrapped as DBusBasic)?.Content as bool?;

    /// <summary>A whole number of any width, also inside of variants; null for all else, and where it does not fit.</summary>
    public long? AsNumber => (Unwrapped as DBusBasic)?.Content switch
    {
        byte n => n,
        short n => n,
        ushort n => n,
        int n => n,
        uint n => n,
        long n => n,
        ulong n when n <= long.MaxValue => (long)n,
        _ => null,
    };

    /// <summary>What is inside of variants.</summary>
    public DBusValue Unwrapped => this is DBusVariant variant ? variant.Inner.Unwrapped : this;

    /// <summary>Elements of an array, fields of a struct, key and value of an entry; also inside of variants. Else empty.</summary>
    public ImmutableArray<DBusValue> Items => Unwrapped switch
    {
        DBusArray array => array.Elements,
        DBusBytes bytes => [.. bytes.Data.Select(Of)],
        DBusStruct fields => fields.Fields,
        DBusEntry entry => [entry.Key, entry.Value],
        _ => [],
    };

    /// <summary>The value of a dictionary with text keys; null when there is none.</summary>
    public DBusValue? this[string key]
        => Items.OfType<DBusEntry>().FirstOrDefault(entry => entry.Key.AsText == key)?.Value.Unwrapped;

    /// <summary>The elements' texts.</summary>
    public IEnumerable<string> Texts => Items.Select(item => item.AsText).OfType<string>();

    public static DBusBasic Of(byte value) => new('y', value);

    public static DBusBasic Of(bool value) => new('b', value);

    public static DBusBasic Of(short value) => new('n', value);

    public static DBusBasic Of(ushort value) => new('q', value);

    public static DBusBasic Of(int value) => new('i', value);

    public static DBusBasic Of(uint value) => new('u', value);

    public static DBusBasic Of(long value) => new('x', value);

    public static DBusBasic Of(ulong value) => new('t', value);

    public static DBusBasic Of(double value) => new('d', value);

    public static DBusBasic Of(string value) => new('s', value);

    public static DBusBasic Path(string value) => new('o', value);

    public static DBusBasic TypeSignature(string value) => new('g', value);

    /// <summary>A file descriptor. One that was received is the value's owner's to close; one that is sent stays the sender's.</summary>
    public static DBusBasic Handle(SafeFileHandle value) => new('h', value);

    public static DBusVariant Variant(DBusValue inner) => new(inner);

    public static DBusStruct Struct(params ImmutableArray<DBusValue> fields) => new(fields);

    public static DBusArray Array(string element, params IEnumerable<DBusValue> elements) => new(element, [.. elements]);

    public static DBusArray Strings(params IEnumerable<string> texts) => Array("s", texts.Select(Of));

    /// <summary>A dictionary <c>a{sv}</c>. The values are put into variants.</summary>
    public static DBusArray Properties(params IEnumerable<(string Key, DBusValue Value)> entries)
        => Array("{sv}", entries.Select(entry => new DBusEntry(Of(entry.Key), Variant(entry.Value))));
}

/// <summary>A value of a basic type. The content's type follows from the code; <c>h</c> is a <see cref="SafeFileHandle"/>.</summary>
public sealed record DBusBasic : DBusValue
{
    internal DBusBasic(char code, object content) => (Code, Content) = (code, content);

    public char Code { get; }

    public object Content { get; }

    public override string Signature => Code.ToString();

    public override string ToString() => Content switch
    {
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        SafeFileHandle => T("a file descriptor"),
        _ => Convert.ToString(Content, CultureInfo.InvariantCulture)!,
    };
}

/// <summary>An array; the type of its elements is known when it is empty, too.</summary>
public sealed record DBusArray(string Element, ImmutableArray<DBusValue> Elements) : DBusValue
{
    public override string Signature => "a" + Element;

    public bool Equals(DBusArray? other) => other is not null && other.Element == Element && other.Elements.SequenceEqual(Elements);

    public override int GetHashCode() => HashCode.Combine(Element, Elements.Length);

    public override string ToString() => $"[{string.Join(", ", Elements)}]";
}

/// <summary>An array of bytes, kept as such.</summary>
public sealed record DBusBytes(ImmutableArray<byte> Data) : DBusValue
{
    public override string Signature => "ay";

    public bool Equals(DBusBytes? other) => other is not null && other.Data.AsSpan().SequenceEqual(Data.AsSpan());

    public override int GetHashCode() => Data.Length;

    public override string ToString() => "0x" + Convert.ToHexStringLower(Data.AsSpan());
}

public sealed record DBusStruct(ImmutableArray<DBusValue> Fields) : DBusValue
{
    public override string Signature => $"({string.Concat(Fields.Select(part => part.Signature))})";

    public bool Equals(DBusStruct? other) => other is not null && other.Fields.SequenceEqual(Fields);

    public override int GetHashCode() => Fields.Length;

    public override string ToString() => $"({string.Join(", ", Fields)})";
}

/// <summary>An entry of a dictionary; it stands in arrays alone.</summary>
public sealed record DBusEntry(DBusValue Key, DBusValue Value) : DBusValue
{
    public override string Signature => $"{{{Key.Signature}{Value.Signature}}}";

    public override string ToString() => $"{Key}: {Value}";
}

public sealed record DBusVariant(DBusValue Inner) : DBusValue
{
    public override string Signature => "v";

    public override string ToString() => $"<{Inner.Signature} {Inner}>";
}
