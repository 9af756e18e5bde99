using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace TuiSetup.Newt.Whiptail;

/// <summary>Reads the words after the options: text, height, width, and what the box takes besides.</summary>
internal sealed class RequestReader
{
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
            return Directory.Exists(path) ? throw Unreadable(path, "Is a directory") : Encoding.UTF8.GetString(File.ReadAllBytes(path));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unreadable(path, "No such file or directory");
        }
        catch (UnauthorizedAccessException)
        {
            throw Unreadable(path, "Permission denied");
        }
        catch (IOException broken)
        {
            throw Unreadable(path, broken.Message);
        }
    }

    private static WhiptailEnd Unreadable(string path, string reason) => new($"{path}: {reason}\n", WhiptailExit.Error);
}
