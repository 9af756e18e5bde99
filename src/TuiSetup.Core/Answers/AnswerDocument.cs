using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using TuiSetup.Core.Json;
using TuiSetup.Core.Problems;

namespace TuiSetup.Core.Answers;

/// <summary>
/// A document of answers before any wizard looks at it: <c>{"wizard": ..., "answers": ...}</c>, or under <c>"runs"</c> a
/// list of such objects for several wizards, in the order in which they run.
/// </summary>
public sealed class AnswerDocument
{
    private const string Runs = "runs", Wizard = "wizard";

    private AnswerDocument(ImmutableArray<AnswerPart> parts) => Parts = parts;

    /// <summary>What stands for standard input in place of a path.</summary>
    public const string StandardInput = "-";

    /// <summary>Those that could be read; at least one when there are no problems.</summary>
    public ImmutableArray<AnswerPart> Parts { get; }

    /// <summary>What problems call the document at a path.</summary>
    public static string NameOf(string path) => path == StandardInput ? T("standard input") : path;

    /// <summary>Reads a document.</summary>
    /// <param name="path">A file, or <see cref="StandardInput"/>.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="problems">Gets all that is wrong with the document as such.</param>
    public static AnswerDocument Load(string path, TextReader input, ICollection<Problem> problems)
    {
        var name = NameOf(path);
        var root = path == StandardInput ? JsonFile.Parse(input, name, problems) : JsonFile.Load(path, problems);
        return new AnswerDocument(root is null ? [] : Split(root, name, problems));
    }

    private static ImmutableArray<AnswerPart> Split(JObject root, string name, ICollection<Problem> problems)
    {
        if (root[Runs] is null)
        {
            return [new AnswerPart(root[Wizard] is { Type: JTokenType.String } only ? (string)only! : "", root, name)];
        }

        var map = new JsonMap(root, name, problems);
        var parts = ImmutableArray.CreateBuilder<AnswerPart>();
        switch (map.Token(Runs))
        {
            case JArray { Count: > 0 } list:
                foreach (var item in list)
                {
                    if (item is JObject content && content[Wizard] is { Type: JTokenType.String } wizard)
                    {
                        parts.Add(new AnswerPart((string)wizard!, content, name));
                    }
                    else
                    {
                        map.Report(item, T($"an item of '{Runs}' must be an object with '{Wizard}' and 'answers'."), T("Write each as the file of one wizard."));
                    }
                }

                break;
            default:
                map.Report(Runs, T($"'{Runs}' must be a list of objects, each with '{Wizard}' and 'answers'."), T("Correct it."));
                break;
        }

        map.End();
        return parts.ToImmutable();
    }
}

/// <summary>The answers for one run of a wizard; <see cref="AnswerFileReader"/> reads them.</summary>
/// <param name="Wizard">Name of the wizard; empty when none is named.</param>
/// <param name="Content">The object as it was written.</param>
/// <param name="Name">What problems call the document.</param>
public sealed record AnswerPart(string Wizard, JObject Content, string Name);
