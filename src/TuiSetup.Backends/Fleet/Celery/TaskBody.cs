using Newtonsoft.Json.Linq;

namespace TuiSetup.Backends.Fleet.Celery;

/// <summary>What a task is called with, and what comes after it: <c>[args, kwargs, embed]</c>.</summary>
/// <param name="Args">Arguments by their place.</param>
/// <param name="Kwargs">Arguments by their name.</param>
/// <param name="Embed">What follows the task.</param>
internal sealed record TaskBody(JArray Args, JObject Kwargs, Embed Embed)
{
    /// <exception cref="MessageException">It is something else.</exception>
    public static TaskBody Parse(ReadOnlySpan<byte> body)
        => CeleryJson.Parse(body) is JArray { Count: 3 } parts
            ? new TaskBody(
                parts[0] as JArray ?? throw new MessageException(T("its arguments are not a list")),
                parts[1] as JObject ?? throw new MessageException(T("its named arguments are not an object")),
                Embed.Read(parts[2]))
            : throw new MessageException(T("its body is not [args, kwargs, embed]"));

    public byte[] ToBytes() => CeleryJson.Write(new JArray(Args, Kwargs, Embed.ToJson()));

    /// <summary>The arguments as events tell of them: their names alone, because values can be large and are nobody's business.</summary>
    public string KwargsRepr => $"{{{string.Join(", ", Kwargs.Properties().Select(property => $"'{property.Name}': ..."))}}}";

    public string ArgsRepr => Args.Count == 0 ? "()" : $"(<{Args.Count} values>)";
}
