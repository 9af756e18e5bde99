using System.Collections.Immutable;

namespace TuiSetup.Backends.DBus;

/// <summary>
/// One complete type of D-Bus (D-Bus Specification, "Type System"): a basic type, <c>v</c>, an array, a struct or an
/// entry of a dictionary.
/// </summary>
/// <param name="Code">Its letter; <c>a</c> for arrays, <c>r</c> for structs, <c>e</c> for entries.</param>
/// <param name="Signature">Its own signature.</param>
/// <param name="Parts">Type of an array's elements, types of a struct's fields, key and value of an entry.</param>
public sealed record DBusType(char Code, string Signature, ImmutableArray<DBusType> Parts)
{
    /// <summary>The letters of the basic types.</summary>
    public const string BasicCodes = "ybnqiuxtdsogh";

    private const int MaxLength = 255, MaxDepth = 32;

    public bool IsBasic => BasicCodes.Contains(Code, StringComparison.Ordinal);

    /// <summary>Whether it is an array of dictionary entries.</summary>
    public bool IsDictionary => Code == 'a' && Parts[0].Code == 'e';

    /// <summary>The complete types of a signature, in order.</summary>
    /// <exception cref="FormatException">It is none; the message says where and why.</exception>
    public static ImmutableArray<DBusType> ParseAll(string signature)
        => TryParseAll(signature, out var types, out var reason) ? types : throw new FormatException(reason);

    /// <summary>The one complete type that a signature consists of.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DBusType Parse(string signature)
        => ParseAll(signature) is [var only] ? only : throw new FormatException(T($"'{signature}' is not the signature of one type."));

    public static bool TryParseAll(string signature, out ImmutableArray<DBusType> types, out string reason)
    {
        types = [];
        if (signature.Length > MaxLength)
        {
            reason = T($"A signature has at most {MaxLength} characters; this one has {signature.Length}.");
            return false;
        }

        var reader = new Reader(signature);
        types = reader.ReadAll();
        reason = reader.Reason ?? "";
        return reader.Reason is null;
    }

    public override string ToString() => Signature;

    private sealed class Reader(string signature)
    {
        private int _at;

        public string? Reason { get; private set; }

        public ImmutableArray<DBusType> ReadAll()
        {
            var types = ImmutableArray.CreateBuilder<DBusType>();
            while (Reason is null && _at < signature.Length)
            {
                if (Read(arrays: 0, structs: 0, inArray: false) is { } type)
                {
                    types.Add(type);
                }
            }

            return Reason is null ? types.ToImmutable() : [];
        }

        private DBusType? Read(int arrays, int structs, bool inArray)
        {
            if (_at >= signature.Length)
            {
                return Fail(T("a type is missing at the end"));
            }

            var start = _at;
            var code = signature[_at++];
            switch (code)
            {
                case 'v':
                case var _ when BasicCodes.Contains(code, StringComparison.Ordinal):
                    return new(code, code.ToString(), []);
                case 'a':
                    return arrays == MaxDepth ? Fail(T($"arrays are nested more than {MaxDepth} deep"))
                        : Read(arrays + 1, structs, inArray: true) is { } element ? new('a', signature[start.._at], [element]) : null;
                case '(' or '{' when structs == MaxDepth:
                    return Fail(T($"structs are nested more than {MaxDepth} deep"));
                case '(':
                    return ReadStruct(start, arrays, structs + 1);
                case '{':
                    return inArray ? ReadEntry(start, arrays, structs + 1) : Fail(T("an entry stands outside of an array"));
                default:
                    _at--;
                    return Fail(T($"'{code}' is no type"));
            }
        }

        private DBusType? ReadStruct(int start, int arrays, int structs)
        {
            var fields = ImmutableArray.CreateBuilder<DBusType>();
            while (_at < signature.Length && signature[_at] != ')')
            {
                if (Read(arrays, structs, inArray: false) is not { } field)
                {
                    return null;
                }

                fields.Add(field);
            }

            return _at == signature.Length ? Fail(T("')' is missing at the end"))
                : fields.Count == 0 ? Fail(T("a struct is empty"))
                : new('r', signature[start..++_at], fields.ToImmutable());
        }

        private DBusType? ReadEntry(int start, int arrays, int structs)
        {
            if (Read(arrays, structs, inArray: false) is not { } key || (!key.IsBasic && Fail(T("the key of an entry is not basic")) is null))
            {
                return null;
            }

            if (Read(arrays, structs, inArray: false) is not { } value)
            {
                return null;
            }

            return _at < signature.Length && signature[_at] == '}' ? new('e', signature[start..++_at], [key, value]) : Fail(T("'}' is missing"));
        }

        private DBusType? Fail(string what)
        {
            Reason ??= T($"'{signature}' is not a signature: {what} (character {Math.Min(_at, signature.Length) + 1}).");
            return null;
        }
    }
}
