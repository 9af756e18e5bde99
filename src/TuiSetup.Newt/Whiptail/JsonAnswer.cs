using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace TuiSetup.Newt.Whiptail;

/// <summary>A box's end as a JSON document.</summary>
internal static class JsonAnswer
{
    /// <summary>
    /// <c>exit</c>, <c>button</c> (null when the box has none), <c>value</c> or <c>values</c> where the box asks for
    /// one or for several, and <c>text</c>: what is written without <c>--json</c>.
    /// </summary>
    public static string Of(WhiptailResult result, BoxKind kind)
    {
        var document = new JObject { ["exit"] = result.ExitCode, ["button"] = ButtonName(result.End, kind) };
        if (result.Answer.Value is { } value)
        {
            document["value"] = value;
        }

        if (!result.Answer.Values.IsDefault)
        {
            document["values"] = new JArray(result.Answer.Values);
        }

        document["text"] = result.Answer.Text;
        return document.ToString(Formatting.None);
    }

    private static string? ButtonName(BoxEnd end, BoxKind kind) => end switch
    {
        BoxEnd.Ok => kind == BoxKind.YesNo ? "yes" : "ok",
        BoxEnd.Cancel => kind == BoxKind.YesNo ? "no" : "cancel",
        BoxEnd.Escape => "esc",
        BoxEnd.Back => "back",
        BoxEnd.TimedOut => "timeout",
        _ => null,
    };
}
