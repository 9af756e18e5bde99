using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace TuiSetup.Newt.Whiptail;

/// <summary>Reads the words after the options: text, height, width, and what the box takes besides.</summary>
internal sealed class RequestReader
{
    /// <summary>Bits of a field's type in a mixed form.</summary>
    private const int HiddenField = 1, FixedField = 2;

    /// <summary>Larger than any screen.</summary>
    private const int MaxPlace = 9999, MaxDepth = 99;

    private readonly WhiptailOptions _options;
    private BoxRequest? _shown;
    private int _next;

    private readonly string? _fileText;

    private RequestReader(WhiptailOptions options, string? fileText) => (_options, _fileText) = (options, fileText);

    /// <param name="options">The options, and the words after them.</param>
    /// <param name="fileText">What the file of a text box holds; null reads it.</param>
    /// <exception cref="WhiptailEnd">Words are missing, or are no numbers; or the file cannot be read.</exception>
    public static BoxRequest Read(WhiptailOptions options, string? fileText = null) => new RequestReader(options, fileText).Read();

    private BoxRequest Read()
    {
        var kind = _options.Box ?? throw Usage.Error(_shown);
        var text = Next();
        var request = new BoxRequest { Kind = kind, Options = _options, Text = "", Height = NextNumber(), Width = NextNumber() };
        _shown = kind == BoxKind.Gauge ? request : null;
        request = kind switch
        {
            BoxKind.Gauge => request with { Percent = NextNumber() },
            BoxKind.Menu or BoxKind.Checklist or BoxKind.Radiolist => ReadList(request),
            BoxKind.Form or BoxKind.MixedForm or BoxKind.PasswordForm => ReadForm(request),
            BoxKind.Tree => ReadTree(request),
            BoxKind.Input or BoxKind.Password when _next < _options.Arguments.Length => request with { Initial = Next() },
            _ => request,
        };
        return request with { Text = WithLineBreaks(kind == BoxKind.Text ? _fileText ?? ReadFile(text) : text) };
    }

    private BoxRequest ReadList(BoxRequest request)
    {
        request = request with { ListHeight = NextNumber() };
        _shown = request;
        var items = ImmutableArray.CreateBuilder<BoxItem>();
        while (_next < _options.Arguments.Length)
        {
            var tag = Next();
            var text = request.Kind != BoxKind.Menu && _options.NoItem ? "" : Next();
            var isOn = request.Kind != BoxKind.Menu && IsOn(Next());
            items.Add(new BoxItem(tag, _options.NoItem ? "" : text, isOn));
        }

        // A menu needs something to choose from; a list may be empty.
        return items.Count > 0 || request.Kind != BoxKind.Menu ? request with { Items = items.ToImmutable() } : throw Usage.Error(_shown);
    }

    private BoxRequest ReadForm(BoxRequest request)
    {
        request = request with { ListHeight = NextNumber() };
        var fields = ImmutableArray.CreateBuilder<FormField>();
        while (_next < _options.Arguments.Length)
        {
            fields.Add(ReadField(request.Kind));
        }

        return fields.Count > 0 ? request with { Fields = fields.ToImmutable() } : throw Usage.Error();
    }

    private FormField ReadField(BoxKind kind)
    {
        var (label, labelRow, labelColumn) = (Next(), NextPlace(), NextPlace());
        var (text, row, column) = (Next(), NextPlace(), NextPlace());
        var (length, maxLength) = (NextNumber(), Math.Max(0, NextNumber()));
        var type = kind == BoxKind.MixedForm ? NextNumber() : kind == BoxKind.PasswordForm ? HiddenField : 0;
        var kept = length > 0 ? Cut(text, maxLength > 0 ? maxLength : length) : text;
        return new FormField(label, labelRow, labelColumn, kept, row, column, Math.Clamp(length, -MaxPlace, MaxPlace), maxLength)
        {
            IsPassword = (type & HiddenField) != 0,
            IsFixed = (type & FixedField) != 0,
        };
    }

    private static string Cut(string text, int length)
        => new StringInfo(text) is var characters && characters.LengthInTextElements > length ? characters.SubstringByTextElements(0, length) : text;

    private BoxRequest ReadTree(BoxRequest request)
    {
        request = request with { ListHeight = NextNumber() };
        var items = ImmutableArray.CreateBuilder<BoxItem>();
        var hasOne = false;
        while (_next < _options.Arguments.Length)
        {
            var item = new BoxItem(Next(), Next(), IsOn(Next()) && !hasOne) { Depth = Math.Clamp(NextNumber(), 0, MaxDepth) };
            hasOne |= item.IsOn;
            items.Add(item);
        }

        return request with { Items = items.ToImmutable() };
    }

    /// <summary>A row or column, counted from 1 there and from 0 here.</summary>
    private int NextPlace() => Math.Clamp(NextNumber() - 1, 0, MaxPlace);

    private string Next() => _next < _options.Arguments.Length ? _options.Arguments[_next++] : throw Usage.Error(_shown);

    /// <summary>A number as strtoul(3) takes it: leading blanks and a sign; no digits at all are 0.</summary>
    private int NextNumber()
    {
        var word = Next();
        if (word.Length == 0)
        {
            return 0;
        }

        return long.TryParse(word, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var number)
            ? (int)Math.Clamp(number, int.MinValue, int.MaxValue)
            : throw Usage.Error(_shown);
    }

    private static bool IsOn(string status)
        => status == "1" || status.Equals("on", StringComparison.OrdinalIgnoreCase) || status.Equals("yes", StringComparison.OrdinalIgnoreCase);

    /// <summary>A backslash and an n are a line break, also in files.</summary>
    public static string WithLineBreaks(string text) => text.Replace("\\n", "\n", StringComparison.Ordinal);

    private static string ReadFile(string path)
    {
        try
        {
            return Directory.Exists(path) ? throw Unreadable(path, T("Is a directory")) : Encoding.UTF8.GetString(File.ReadAllBytes(path));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable(path, T("No such file or directory"));
        }
        catch (UnauthorizedAccessException)
        {
            throw Unreadable(path, T("Permission denied"));
        }
        catch (IOException broken)
        {
            throw Unreadable(path, broken.Message);
        }
    }

    private static WhiptailEnd Unreadable(string path, string reason) => new($"{path}: {reason}\n", WhiptailExit.Error);
}
