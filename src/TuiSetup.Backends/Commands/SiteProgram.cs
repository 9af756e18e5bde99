using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Files;
using TuiSetup.Backends.Processes;
using TuiSetup.Core.Json;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Commands;

/// <summary>
/// A program of the site. It is named, never given by a path: neither a wizard, nor a plan that came from elsewhere, can
/// have anything run that an admin has not put into one of the folders.
/// </summary>
/// <param name="name">File name of the program.</param>
/// <param name="folders">Where it may be; the first wins.</param>
internal sealed partial class SiteProgram(string name, IReadOnlyList<string> folders)
{
    private const UnixFileMode OthersMayWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Version of what is asked and answered.</summary>
    private const int Version = 1;

    public string Name => name;

    /// <summary>Whether a text can be a program's name.</summary>
    public static bool IsName(string text) => NameForm().IsMatch(text);

    /// <summary>Why it cannot be run; null when it can.</summary>
    public string? WhyNot()
        => !IsName(name) ? T($"'{name}' cannot be the name of a program.")
            : Find() is not { } path ? T($"There is no program '{name}' in {string.Join(" or ", folders.DefaultIfEmpty(T("any folder")))}.")
            : new[] { path, Path.GetDirectoryName(path)! }.Select(Doubt).FirstOrDefault(doubt => doubt is not null);

    /// <summary>Asks it one thing: a JSON object on its standard input, and one on its standard output.</summary>
    /// <param name="action">What it shall do.</param>
    /// <param name="request">What it needs for that.</param>
    /// <param name="progress">Is told what it says meanwhile.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="BackendException">It cannot be run, failed, or answered something else.</exception>
    public async Task<SiteReply> AskAsync(string action, JObject request, IProgress<string>? progress, CancellationToken cancel)
    {
        if (WhyNot() is { } reason)
        {
            throw new BackendException(BackendFailure.Unreachable, reason);
        }

        request.AddFirst(new JProperty("action", action));
        request.AddFirst(new JProperty("version", Version));
        var output = await Programs.RunAsync(Find()!, [], request.ToString(Formatting.None) + "\n", progress, cancel);
        var problems = new List<Problem>();
        var root = output.Trim().Length == 0 ? [] : JsonFile.Parse(new StringReader(output), T($"what {name} answered to {action}"), problems);
        return root is null ? throw SiteReply.Broken(problems) : new SiteReply(root, T($"what {name} answered to {action}"));
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex NameForm();

    private string? Find() => folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    /// <summary>Why it could be another's program, which would run with this user's rights.</summary>
    private static string? Doubt(string path)
        => (File.GetUnixFileMode(path) & OthersMayWrite) != 0 ? T($"Others than its owner may write {path}, so it is not run.")
            : FileOwner.Of(path) is not 0 and var owner && owner != FileOwner.Of("/proc/self") ? T($"{path} belongs to another user (number {owner}), so it is not run.")
            : null;
}
