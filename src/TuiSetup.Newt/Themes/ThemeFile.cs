using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace TuiSetup.Newt.Themes;

/// <summary>A theme file has a mistake. The message names the file, the line and what is allowed there.</summary>
public sealed class ThemeException(string message) : Exception(message);

/// <summary>
/// Reads <c>themes/*.json</c>: <c>colors</c> maps newt's names to [foreground, background],
/// <c>mono</c> maps them to a list of <c>bold</c>, <c>underline</c>, <c>reverse</c>. What is not named stays as in newt.
/// </summary>
public static class ThemeFile
{
    public static Theme Read(string path)
    {
        try
        {
            using var reader = new JsonTextReader(new StreamReader(path));
            var root = JObject.Load(reader, new JsonLoadSettings { LineInfoHandling = LineInfoHandling.Load });
            reader.Read();
            CheckKeys(path, root);
            var colors = Theme.Classic.Colors.ToArray();
            var mono = Theme.Classic.Mono.ToArray();
            foreach (var (role, value) in Entries(path, root, "colors"))
            {
                colors[role] = ReadColors(path, value);
            }

            foreach (var (role, value) in Entries(path, root, "mono"))
            {
                mono[role] = ReadMono(path, value);
            }

            return new Theme(root.Value<string>("name") ?? Path.GetFileNameWithoutExtension(path), [.. colors], [.. mono]);
        }
        catch (JsonReaderException broken)
        {
            throw new ThemeException($"{path}:{broken.LineNumber}:{broken.LinePosition}: not JSON. {broken.Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new ThemeException($"{path}: cannot be read. {unreadable.Message}");
        }
    }

    private static void CheckKeys(string path, JObject root)
    {
        foreach (var property in root.Properties())
        {
            if (property.Name is not ("name" or "colors" or "mono"))
            {
                throw At(path, property, $"'{property.Name}' is not known; a theme has name, colors and mono");
            }

            if (property is { Name: "name", Value.Type: not JTokenType.String })
            {
                throw At(path, property.Value, "'name' must be a text");
            }
        }
    }

    private static IEnumerable<(int Role, JToken Value)> Entries(string path, JObject root, string section)
    {
        if (root[section] is null)
        {
            yield break;
        }

        if (root[section] is not JObject map)
        {
            throw At(path, root[section]!, $"'{section}' must be an object");
        }

        foreach (var property in map.Properties())
        {
            if (!Enum.GetNames<Role>().Contains(property.Name, StringComparer.OrdinalIgnoreCase))
            {
                throw At(path, property, $"'{property.Name}' is not a colour set; they are {string.Join(", ", Enum.GetNames<Role>()).ToLowerInvariant()}");
            }

            yield return ((int)Enum.Parse<Role>(property.Name, ignoreCase: true), property.Value);
        }
    }

    private static Style ReadColors(string path, JToken value)
        => value is JArray { Count: 2 } pair && pair.All(name => name.Type == JTokenType.String)
            && ColorNames.TryParse((string)pair[0]!, out var foreground) && ColorNames.TryParse((string)pair[1]!, out var background)
            ? new Style(foreground, background)
            : throw At(path, value, "expected [\"foreground\", \"background\"], each a colour name of newt, default, or color0 to color255");

    private static Style ReadMono(string path, JToken value)
    {
        var style = Style.Plain;
        foreach (var name in value as JArray ?? throw At(path, value, "expected a list of bold, underline, reverse"))
        {
            style = name.Type == JTokenType.String ? (string)name! switch
            {
                "bold" => style with { Bold = true },
                "underline" => style with { Underline = true },
                "reverse" => style with { Reverse = true },
                _ => throw At(path, name, "expected bold, underline or reverse"),
            }
            : throw At(path, name, "expected bold, underline or reverse");
        }

        return style;
    }

    private static ThemeException At(string path, JToken token, string message)
    {
        var line = (IJsonLineInfo)token;
        return new ThemeException($"{path}:{line.LineNumber}:{line.LinePosition}: {message}.");
    }
}
