using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Languages;

/// <summary>One wizard with one answer file, in English and in Chinese.</summary>
/// <param name="wizard">The wizard.</param>
/// <param name="answers">The answer file, as the program finds it.</param>
/// <param name="file">A plan file that the program can write.</param>
/// <param name="speak">Has the program speak a language from now on.</param>
/// <param name="run">Runs a command of the program.</param>
/// <param name="state">What the wizard can change, as others than the program see it.</param>
internal sealed class LanguagePlans(
    string wizard, string answers, string file, Action<string> speak, Func<string[], Task<ProcessResult>> run, Func<Task<string>> state)
{
    private const string English = "en", Chinese = "zh_CN";

    /// <summary>Of a step, what is only for people.</summary>
    private static readonly string[] Texts = ["summary", "question"];

    /// <summary>Plans in both languages, then applies, verifies and undoes in Chinese what was planned in English.</summary>
    /// <param name="options">Options of run and undo, such as which proof they take.</param>
    public async Task AssertTheSameAsync(params string[] options)
    {
        var before = await state();
        var (chinese, english) = (await PlanAsync(Chinese), await PlanAsync(English));
        Assert.NotEqual(english.ToString(), chinese.ToString());
        Assert.Equal(Bare(english), Bare(chinese));
        Assert.Equal(before, await state());

        var applied = await RequireAsync(Chinese, ["run", wizard, "--answers", answers, "--yes", "--json", .. options]);
        Assert.Equal("done", (string?)LastLine(applied)["outcome"]);
        Assert.NotEqual(before, await state());
        await RequireAsync(Chinese, "verify", file);

        var undone = await RequireAsync(Chinese, ["undo", "--json", .. options]);
        Assert.Equal("undone", (string?)LastLine(undone)["outcome"]);
        Assert.Equal(before, await state());
    }

    private async Task<JObject> PlanAsync(string language)
        => JObject.Parse((await RequireAsync(language, "plan", wizard, "--answers", answers, "--out", file, "--json")).Stdout);

    private async Task<ProcessResult> RequireAsync(string language, params string[] arguments)
    {
        speak(language);
        var result = await run(arguments);
        Assert.True(result.ExitCode == 0, $"{language} {string.Join(' ', arguments)}: {result.ExitCode}\n{result.Stdout}{result.Stderr}");
        return result;
    }

    private static JObject LastLine(ProcessResult result) => JObject.Parse(result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]);

    private static string Bare(JObject plan)
    {
        var bare = (JObject)plan.DeepClone();
        foreach (var step in bare["steps"]!.Cast<JObject>())
        {
            foreach (var text in Texts)
            {
                step.Remove(text);
            }
        }

        return bare.ToString();
    }
}
