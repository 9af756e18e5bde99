using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TuiSetup.Newt.Terminal;

namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>
/// <c>--session</c> without a command, for programs in any language: a JSON document a line on standard input asks, one
/// on standard output answers. Boxes are shown on the terminal, and stack as those of a script do.
/// </summary>
internal sealed class LineSession
{
    private const int StandardInput = 0, StandardOutput = 1;
    private readonly WindowStack _stack;
    private readonly List<Task> _asked = [];
    private readonly Stack<FedLines> _gauges = new();

    private LineSession(WindowStack stack) => _stack = stack;

    /// <summary>Answers until standard input ends and the last box is answered.</summary>
    /// <exception cref="TerminalException">There is no terminal.</exception>
    public static int Run(CancellationToken cancel)
    {
        using var own = UnixTerminal.Open();
        WindowStack? stack = null;
        var terminal = new KeyWatch(own, () => stack?.Typed());
        using var screen = NewtScreen.Open(terminal, new NewtOptions { RootTextIsAbove = true });
        using var boxes = stack = new WindowStack(screen);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, screen.Gone);
        return screen.Run(async () =>
        {
            await new LineSession(stack).ServeAsync(new LineFeed(StandardInput), end.Token);
            return WhiptailExit.Ok;
        });
    }

    public async Task ServeAsync(ILineSource lines, CancellationToken cancel)
    {
        await lines.ReadToEndAsync(line => Receive(line, cancel)).WaitAsync(cancel);
        while (_gauges.TryPop(out var gauge))
        {
            gauge.End();
        }

        await Task.WhenAll(_asked).WaitAsync(cancel);
    }

    private void Receive(string line, CancellationToken cancel)
    {
        JObject message;
        try
        {
            message = JObject.Parse(line);
        }
        catch (JsonReaderException wrong)
        {
            Refuse(null, T($"This is no JSON object: {wrong.Message}"));
            return;
        }

        if (message["words"] is JArray words && words.All(word => word is JValue { Value: not null }))
        {
            _asked.Add(AnswerAsync(message["id"], [.. words.Select(word => (string)word!)], cancel));
        }
        else if (_gauges.TryPeek(out var gauge) && (message.ContainsKey("percent") || message.ContainsKey("end")))
        {
            Move(gauge, message);
        }
        else
        {
            Refuse(message["id"], T("Expected {\"words\": [\"--msgbox\", ...]}, or \"percent\" or \"end\" while a gauge is shown."));
        }
    }

    private async Task AnswerAsync(JToken? id, IReadOnlyList<string> words, CancellationToken cancel)
    {
        FedLines? lines = null;
        try
        {
            var call = SessionCall.Read(words, null, Environment.GetEnvironmentVariable);
            if (call.Request.Kind == BoxKind.Gauge)
            {
                _gauges.Push(lines = new FedLines());
                call = call with { Request = call.Request with { Lines = lines } };
            }

            var result = await _stack.AskAsync(call, cancel);
            Write(id, JObject.Parse(JsonAnswer.Of(result, call.Request.Kind)));
        }
        catch (WhiptailEnd mistake)
        {
            Write(id, new JObject { ["exit"] = mistake.ExitCode, [mistake.ToOutput ? "text" : "error"] = mistake.Message });
        }
    }

    /// <summary>What a gauge's standard input would be.</summary>
    private void Move(FedLines gauge, JObject message)
    {
        var percent = (message["percent"] as JValue)?.ToString(CultureInfo.InvariantCulture);
        if (message["text"] is JValue { Value: string text })
        {
            gauge.Add("XXX");
            gauge.Add(percent ?? "");
            gauge.Add(text);
            gauge.Add("XXX");
        }
        else if (percent is not null)
        {
            gauge.Add(percent);
        }

        if (message["end"] is JValue { Value: true })
        {
            _gauges.Pop().End();
        }
    }

    private static void Refuse(JToken? id, string reason) => Write(id, new JObject { ["exit"] = WhiptailExit.Error, ["error"] = reason });

    private static void Write(JToken? id, JObject answer)
    {
        if (id is not null)
        {
            answer.AddFirst(new JProperty("id", id));
        }

        Descriptors.Write(StandardOutput, answer.ToString(Formatting.None) + "\n");
    }
}
