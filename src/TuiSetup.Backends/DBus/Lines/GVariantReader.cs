using System.Globalization;
using System.Text;
using TuiSetup.Backends.DBus.Busctl;

namespace TuiSetup.Backends.DBus.Lines;

/// <summary>
/// Reads values in the text format of GVariant, as gdbus(1) takes them. Types are those that are expected where that is
/// known, or that the text says; else numbers are int32 or double, as there.
/// </summary>
internal sealed class GVariantReader
{
    private const int MaxDepth = 64;

    private static readonly Dictionary<string, char> Keywords = new(StringComparer.Ordinal)
    {
        ["boolean"] = 'b', ["byte"] = 'y', ["int16"] = 'n', ["uint16"] = 'q', ["int32"] = 'i', ["uint32"] = 'u', ["handle"] = 'h',
        ["int64"] = 'x', ["uint64"] = 't', ["double"] = 'd', ["string"] = 's', ["objectpath"] = 'o', ["signature"] = 'g',
    };

    private readonly string _text;
    private int _at;
    private int _depth;

    private GVariantReader(string text) => _text = text;

    /// <exception cref="FormatException">It is no value, or none of the type.</exception>
    public static DBusValue Read(string text, DBusType? expected)
    {
        var reader = new GVariantReader(text);
        var value = reader.Value(expected);
        reader.Blanks();
        return reader._at == text.Length ? value : throw reader.Wrong(T("there is more after its end"));
    }

    private DBusValue Value(DBusType? expected)
    {
        if (++_depth > MaxDepth)
        {
            throw Wrong(T("it is nested too deep"));
        }

        Blanks();
        var value = Peek() switch
        {
            '@' => Annotated(expected),
            '[' => Array(expected),
            '{' => Dictionary(expected),
            '(' => Tuple(expected),
            '<' => Variant(expected),
            '\'' or '"' => Text(Quoted(), expected),
            'b' when _at + 1 < _text.Length && _text[_at + 1] is '\'' or '"' => Bytes(),
            _ => Word(expected),
        };
        _depth--;
        return value;
    }

    private DBusValue Annotated(DBusType? expected)
    {
        var start = ++_at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        var type = DBusType.Parse(_text[start.._at]);
        return expected is null || expected == type || expected.Signature == type.Signature ? Value(type) : throw Wrong(T($"a value of type {expected} is needed, not {type}"));
    }

    private DBusValue Array(DBusType? expected)
    {
        Must(expected, 'a');
        var element = expected?.Parts[0];
        var items = Items('[', ']', () =>
        {
            var item = Value(element);
            element ??= DBusType.Parse(item.Signature);
            return item;
        });
        return element is null ? throw Wrong(T("the type of an empty array is not known; write it before it, such as @as []"))
            : element.Code == 'y' ? new DBusBytes([.. items.Select(item => (byte)((DBusBasic)item).Content)])
            : new DBusArray(element.Signature, [.. items]);
    }

    private DBusArray Dictionary(DBusType? expected)
    {
        Must(expected, 'a');
        var entry = expected is { IsDictionary: true } ? expected.Parts[0] : expected is null ? null : throw Wrong(T($"a value of type {expected} is needed, not a dictionary"));
        var (keyType, valueType) = (entry?.Parts[0], entry?.Parts[1]);
        var entries = Items('{', '}', () =>
        {
            var key = Value(keyType);
            Take(':');
            var value = Value(valueType);
            (keyType, valueType) = (keyType ?? DBusType.Parse(key.Signature), valueType ?? DBusType.Parse(value.Signature));
            return new DBusEntry(key, value);
        });
        return keyType is null ? throw Wrong(T("the type of an empty dictionary is not known; write it before it, such as @a{sv} {}"))
            : new DBusArray($"{{{keyType}{valueType}}}", [.. entries]);
    }

    private DBusStruct Tuple(DBusType? expected)
    {
        Must(expected, 'r');
        var index = 0;
        var fields = Items('(', ')', () => Value(expected is null ? null : index < expected.Parts.Length ? expected.Parts[index++] : throw Wrong(T($"there are more values than {expected} has"))));
        return expected is not null && fields.Count != expected.Parts.Length ? throw Wrong(T($"there are fewer values than {expected} has"))
            : fields.Count == 0 ? throw Wrong(T("D-Bus has no empty struct"))
            : new DBusStruct([.. fields]);
    }

    private DBusVariant Variant(DBusType? expected)
    {
        Must(expected, 'v');
        Take('<');
        var inner = Value(null);
        Take('>');
        return new DBusVariant(inner);
    }

    /// <summary>A byte string ends with a zero, as in C.</summary>
    private DBusBytes Bytes()
    {
        _at++;
        return new DBusBytes([.. Encoding.UTF8.GetBytes(Quoted()), 0]);
    }

    private DBusValue Word(DBusType? expected)
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '.' or '+' or '-' or '_'))
        {
            _at++;
        }

        var word = _text[start.._at];
        if (Keywords.TryGetValue(word, out var code))
        {
            Must(expected, code);
            return Value(DBusType.Parse(code.ToString()));
        }

        if (word is "nothing" or "just")
        {
            throw Wrong(T("D-Bus has no values that may be missing"));
        }

        var isNumber = word.Length > 0 && (char.IsAsciiDigit(word[0]) || word[0] is '-' or '+' or '.' || word is "inf" or "nan");
        var type = expected is { IsBasic: true } ? expected.Code : word is "true" or "false" ? 'b' : word.StartsWith("0x", StringComparison.Ordinal) || !word.Any(character => ".einfa".Contains(character, StringComparison.Ordinal)) ? 'i' : 'd';
        return expected is { IsBasic: false } || (!isNumber && word is not ("true" or "false")) || (type == 'b') != !isNumber || type is 's' or 'o' or 'g'
            ? throw Wrong(expected is null ? T($"'{word}' is no value") : T($"a value of type {expected} is needed, not '{word}'"))
            : BusctlReader.Read(type.ToString(), [word])[0];
    }

    private DBusBasic Text(string text, DBusType? expected) => expected?.Code switch
    {
        null or 's' => DBusValue.Of(text),
        'o' when BusNames.IsObjectPath(text) => DBusValue.Path(text),
        'g' when DBusType.TryParseAll(text, out _, out _) => DBusValue.TypeSignature(text),
        _ => throw Wrong(T($"a value of type {expected} is needed, not '{text}'")),
    };

    private List<DBusValue> Items(char open, char close, Func<DBusValue> read)
    {
        Take(open);
        var items = new List<DBusValue>();
        for (Blanks(); Peek() != close; Blanks())
        {
            items.Add(read());
            Blanks();
            if (Peek() != close)
            {
                Take(',');
            }
        }

        _at++;
        return items;
    }

    private string Quoted()
    {
        var quote = _text[_at++];
        var text = new StringBuilder();
        for (; _at < _text.Length && _text[_at] != quote; _at++)
        {
            text.Append(_text[_at] == '\\' && ++_at < _text.Length ? Escaped() : _text[_at].ToString());
        }

        return _at++ < _text.Length ? text.ToString() : throw Wrong(T("a quote is not closed"));
    }

    private string Escaped()
    {
        switch (_text[_at])
        {
            case 'u' or 'U':
                var digits = _text[_at] == 'u' ? 4 : 8;
                var number = _at + digits < _text.Length && int.TryParse(_text.AsSpan(_at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : -1;
                _at += digits;
                return Rune.IsValid(number) ? new Rune(number).ToString() : throw Wrong(T("an escape is no character"));
            case 'a': return "\a";
            case 'b': return "\b";
            case 'f': return "\f";
            case 'n': return "\n";
            case 'r': return "\r";
            case 't': return "\t";
            case 'v': return "\v";
            default: return _text[_at].ToString();
        }
    }

    private void Must(DBusType? expected, char code)
    {
        if (expected is not null && expected.Code != code)
        {
            throw Wrong(T($"a value of type {expected} is needed"));
        }
    }

    private void Take(char wanted)
    {
        Blanks();
        _ = Peek() == wanted ? _at++ : throw Wrong(T($"'{wanted}' is missing"));
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private void Blanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private FormatException Wrong(string what) => new(T($"'{_text}' cannot be read: {what} (character {Math.Min(_at, _text.Length) + 1})."));
}
