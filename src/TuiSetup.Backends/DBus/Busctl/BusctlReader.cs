using System.Globalization;

namespace TuiSetup.Backends.DBus.Busctl;

/// <summary>
/// Reads arguments as busctl(1) takes them: a signature, then a word for each basic value; an array begins with the
/// number of its elements, and a variant with its signature.
/// </summary>
public sealed class BusctlReader(IReadOnlyList<string> words)
{
    private int _at;

    /// <exception cref="FormatException">A word is missing, too many, or not of its type; the message says which.</exception>
    public static IReadOnlyList<DBusValue> Read(string signature, IReadOnlyList<string> words)
    {
        var reader = new BusctlReader(words);
        var values = DBusType.ParseAll(signature).Select(reader.ReadOne).ToList();
        return reader._at == words.Count ? values : throw new FormatException(T($"'{words[reader._at]}' is one argument too many for the signature '{signature}'."));
    }

    private DBusValue ReadOne(DBusType type) => type.Code switch
    {
        'a' => ReadArray(type.Parts[0]),
        'r' => new DBusStruct([.. type.Parts.Select(ReadOne)]),
        'e' => new DBusEntry(ReadOne(type.Parts[0]), ReadOne(type.Parts[1])),
        'v' => DBusValue.Variant(ReadOne(DBusType.Parse(Next(T("the signature of a variant"))))),
        _ => ReadBasic(type.Code),
    };

    private DBusValue ReadArray(DBusType element)
    {
        var word = Next(T("the number of elements of an array"));
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            throw new FormatException(T($"'{word}' should be the number of elements of an array."));
        }

        var items = Enumerable.Range(0, count).Select(_ => ReadOne(element)).ToList();
        return element.Code == 'y' ? new DBusBytes([.. items.Select(item => (byte)item.AsNumber!.Value)]) : new DBusArray(element.Signature, [.. items]);
    }

    private DBusBasic ReadBasic(char code)
    {
        var word = Next(T($"a value of type {code}"));
        return code switch
        {
            's' => DBusValue.Of(word),
            'o' => BusNames.IsObjectPath(word) ? DBusValue.Path(word) : throw new FormatException(T($"'{word}' is not an object path.")),
            'g' => DBusType.TryParseAll(word, out _, out var reason) ? DBusValue.TypeSignature(word) : throw new FormatException(reason),
            'b' => DBusValue.Of(Truth(word)),
            'd' => DBusValue.Of(Fraction(word) ?? throw Not(word, code)),
            'y' => DBusValue.Of(Number<byte>(word, code)),
            'n' => DBusValue.Of(Number<short>(word, code)),
            'q' => DBusValue.Of(Number<ushort>(word, code)),
            'i' => DBusValue.Of(Number<int>(word, code)),
            'u' => DBusValue.Of(Number<uint>(word, code)),
            'x' => DBusValue.Of(Number<long>(word, code)),
            't' => DBusValue.Of(Number<ulong>(word, code)),
            'h' => DBusValue.Handle(FileHandles.Open(word)),
            _ => throw Not(word, code),
        };
    }

    private string Next(string what) => _at < words.Count ? words[_at++] : throw new FormatException(T($"{what} is missing at the end of the arguments."));

    private static bool Truth(string word) => word.ToLowerInvariant() switch
    {
        "1" or "true" or "yes" or "y" or "t" or "on" => true,
        "0" or "false" or "no" or "n" or "f" or "off" => false,
        _ => throw new FormatException(T($"'{word}' is neither true nor false.")),
    };

    /// <summary>Decimal, or hexadecimal after 0x.</summary>
    private static T Number<T>(string word, char code)
        where T : struct, System.Numerics.IBinaryInteger<T>
        => word.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? T.TryParse(word.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal) ? hexadecimal : throw Not(word, code)
            : T.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Not(word, code);

    /// <summary>As strtod(3) reads it, without its hexadecimal form.</summary>
    private static double? Fraction(string word) => word.ToLowerInvariant() switch
    {
        "inf" or "+inf" or "infinity" => double.PositiveInfinity,
        "-inf" or "-infinity" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    private static FormatException Not(string word, char code) => new(T($"'{word}' is not a value of type {code}, or is too large for it."));
}
