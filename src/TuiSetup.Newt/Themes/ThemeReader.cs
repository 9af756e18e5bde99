using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace TuiSetup.Newt.Themes;

/// <summary>Reads one theme and what it inherits, and collects every mistake on the way.</summary>
/// <param name="find">The file of a theme by its name, or null.</param>
/// <param name="mistakes">Takes the mistakes, each with file, line and column.</param>
internal sealed class ThemeReader(Func<string, string?> find, List<string> mistakes)
{
    private const string AttributeNames = "bold, underline, reverse";

    /// <summary>The theme as far as it can be understood.</summary>
    /// <param name="path">The file.</param>
    /// <param name="heirs">The files that inherit it, the first one first.</param>
    public Theme Read(string path, IReadOnlyList<string> heirs)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (Load(path) is not { } root)
        {
            return Theme.Classic with { Name = name };
        }

        var theme = root["inherits"] is { } parent ? Inherit(path, parent, [.. heirs, path]) : Theme.Classic;
        var (colors, mono) = (theme.Colors.ToArray(), theme.Mono.ToArray());
        theme = theme with { Name = name, Summary = "", Inherits = null };
        foreach (var property in root.Properties())
        {
            switch (property.Name)
            {
                case "name" or "summary" or "inherits" when property.Value.Type != JTokenType.String:
                    Tell(path, property.Value, T($"'{property.Name}' must be a text"));
                    break;
                case "name":
                    theme = theme with { Name = (string)property.Value! };
                    break;
                case "summary":
                    theme = theme with { Summary = (string)property.Value! };
                    break;
                case "inherits":
                    theme = theme with { Inherits = (string)property.Value! };
                    break;
                case "colors":
                    Fill(path, property, colors, ReadColors);
                    break;
                case "mono":
                    Fill(path, property, mono, ReadMono);
                    break;
                default:
                    Tell(path, property, T($"'{property.Name}' is not known; a theme has name, summary, inherits, colors and mono"));
                    break;
            }
        }

        return theme with { Colors = [.. colors], Mono = [.. mono] };
    }

    private JObject? Load(string path)
    {
        try
        {
            using var reader = new JsonTextReader(new StreamReader(path)) { MaxDepth = 16, DateParseHandling = DateParseHandling.None };
            var root = JObject.Load(reader, new JsonLoadSettings
            {
                LineInfoHandling = LineInfoHandling.Load,
                DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
            });
            reader.Read();
            return root;
        }
        catch (JsonReaderException broken)
        {
            mistakes.Add(T($"{path}:{broken.LineNumber}:{broken.LinePosition}: not JSON. {broken.Message}"));
        }
        catch (JsonException doubled)
        {
            mistakes.Add($"{path}: {doubled.Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            mistakes.Add(T($"{path}: cannot be read. {unreadable.Message}"));
        }

        return null;
    }

    private Theme Inherit(string path, JToken parent, IReadOnlyList<string> heirs)
    {
        if (parent.Type != JTokenType.String)
        {
            return Theme.Classic;
        }

        var name = (string)parent!;
        if (find(name) is not { } file)
        {
            if (name != Theme.Classic.Name)
            {
                Tell(path, parent, T($"there is no theme '{name}'"));
            }

            return Theme.Classic;
        }

        var before = heirs.ToList().FindIndex(heir => Path.GetFullPath(heir) == Path.GetFullPath(file));
        if (before < 0)
        {
            return Read(file, heirs);
        }

        var circle = heirs.Skip(before).Append(file).Select(Path.GetFileNameWithoutExtension);
        Tell(path, parent, T($"'{name}' leads in a circle: {string.Join(" inherits ", circle)}"));
        return Theme.Classic;
    }

    private void Fill(string path, JProperty section, Style[] styles, Func<string, JToken, Style?> read)
    {
        if (section.Value is not JObject map)
        {
            Tell(path, section.Value, T($"'{section.Name}' must be an object"));
            return;
        }

        foreach (var property in map.Properties())
        {
            if (!Roles.TryParse(property.Name, out var role))
            {
                Tell(path, property, T($"'{property.Name}' is not a colour set; they are {string.Join(", ", Roles.Names)}"));
            }
            else if (read(path, property.Value) is { } style)
            {
                styles[(int)role] = style;
            }
        }
    }

    private Style? ReadColors(string path, JToken value)
    {
        if (value is JArray { Count: >= 2 } list && list.All(name => name.Type == JTokenType.String)
            && ColorNames.TryParse((string)list[0]!, out var foreground) && ColorNames.TryParse((string)list[1]!, out var background))
        {
            return ReadAttributes(path, list.Skip(2), new Style(foreground, background));
        }

        Tell(path, value, T("expected [\"foreground\", \"background\"], each a colour name of newt, default, or color0 to color255; after them may stand ") + AttributeNames);
        return null;
    }

    private Style? ReadMono(string path, JToken value)
    {
        if (value is JArray list)
        {
            return ReadAttributes(path, list, Style.Plain);
        }

        Tell(path, value, T($"expected a list of {AttributeNames}"));
        return null;
    }

    private Style? ReadAttributes(string path, IEnumerable<JToken> names, Style style)
    {
        var isGood = true;
        foreach (var name in names)
        {
            switch (name.Type == JTokenType.String ? (string)name! : null)
            {
                case "bold":
                    style = style with { Bold = true };
                    break;
                case "underline":
                    style = style with { Underline = true };
                    break;
                case "reverse":
                    style = style with { Reverse = true };
                    break;
                default:
                    Tell(path, name, T("expected bold, underline or reverse"));
                    isGood = false;
                    break;
            }
        }

        return isGood ? style : null;
    }

    private void Tell(string path, JToken token, string message)
    {
        var line = (IJsonLineInfo)token;
        mistakes.Add($"{path}:{line.LineNumber}:{line.LinePosition}: {message}.");
    }
}
