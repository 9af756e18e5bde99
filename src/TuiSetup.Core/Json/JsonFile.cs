using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TuiSetup.Core.Problems;

namespace TuiSetup.Core.Json;

/// <summary>Loads JSON with places, and writes it so that a crash leaves the old file or the new one.</summary>
public static class JsonFile
{
    /// <summary>Larger files are not what they say they are.</summary>
    private const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>The file's root object; null, and a problem, when there is none.</summary>
    public static JObject? Load(string path, ICollection<Problem> problems)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MaxBytes })
            {
                problems.Add(At(path, T("is larger than 64 MiB."), T("Give the right file.")));
                return null;
            }

            using var text = new StreamReader(path);
            return Parse(text, path, problems);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add(At(path, T($"cannot be read. {unreadable.Message}"), T("Check the path and its permissions.")));
            return null;
        }
    }

    /// <inheritdoc cref="Load"/>
    public static JObject? Parse(TextReader text, string name, ICollection<Problem> problems)
    {
        try
        {
            using var reader = new JsonTextReader(text) { DateParseHandling = DateParseHandling.None, MaxDepth = 64 };
            var root = JToken.Load(reader, new JsonLoadSettings
            {
                LineInfoHandling = LineInfoHandling.Load,
                DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error,
            });
            while (reader.Read())
            {
                if (reader.TokenType != JsonToken.Comment)
                {
                    problems.Add(At($"{name}:{reader.LineNumber}:{reader.LinePosition}", T("there is more after the end of the object."), T("Remove it.")));
                    return null;
                }
            }

            if (root is JObject map)
            {
                return map;
            }

            problems.Add(At($"{name}:1:1", T("the file must hold one JSON object."), T("Begin it with {.")));
        }
        catch (JsonReaderException broken)
        {
            problems.Add(At($"{name}:{broken.LineNumber}:{broken.LinePosition + 1}", T($"this is not JSON: {FirstSentence(broken.Message)}"), T("Correct it there or just before.")));
        }
        catch (JsonException broken)
        {
            problems.Add(At(name, T($"this is not JSON: {FirstSentence(broken.Message)}"), T("Correct it.")));
        }

        return null;
    }

    /// <summary>Writes beside the file, flushes to the disk, and renames over it.</summary>
    public static void Write(string path, JToken content)
    {
        var beside = path + ".new";
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            using (var writer = new JsonTextWriter(new StreamWriter(stream, leaveOpen: true)) { Formatting = Formatting.Indented })
            {
                content.WriteTo(writer);
            }

            stream.Write("\n"u8);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }

    private static Problem At(string place, string message, string remedy)
        => new() { Severity = Severity.Error, Place = place, Message = message, Remedy = remedy };

    /// <summary>The library's message ends with the place, which is already said.</summary>
    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" Path '", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
