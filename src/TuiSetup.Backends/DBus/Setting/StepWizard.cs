using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TuiSetup.Backends.DBus.Json;
using TuiSetup.Backends.DBus.Keeping;
using TuiSetup.Backends.DBus.Lines;

namespace TuiSetup.Backends.DBus.Setting;

/// <summary>A call as a step of a wizard.</summary>
/// <param name="Call">The call.</param>
/// <param name="Reads">A property that is shown before it, as SERVICE OBJECT INTERFACE PROPERTY; may be empty.</param>
/// <param name="Undo">The call that undoes it, in busctl's words and with the same variables; may be empty.</param>
public sealed record WizardStep(KeptCall Call, string Reads = "", string Undo = "");

/// <summary>
/// A wizard file of several calls, of the backend 'dbus': a page for what is asked, then a page for each step. A call of
/// Properties.Set becomes a step that sets the property, with before, after and undo.
/// </summary>
public static class StepWizard
{
    /// <summary>An answer stands between apostrophes in a step's line.</summary>
    private const string AskPattern = "^[^']*$";

    /// <param name="name">Name of the wizard, which is the file's name without .json.</param>
    /// <param name="steps">The steps, in order.</param>
    /// <exception cref="FormatException">A step asks for a secret: it would stand in plans.</exception>
    public static string Json(string name, IReadOnlyList<WizardStep> steps)
    {
        var variables = steps.SelectMany(step => step.Call.Variables.Concat(ShellWords.Split(step.Undo).SelectMany(KeptWords.Variables))).Distinct(StringComparer.Ordinal).ToList();
        if (variables.FirstOrDefault(SecretNames.IsSecret) is { } secret)
        {
            throw new FormatException(T($"The variable '{secret}' is called like a secret. A wizard's plans and reports have what its steps say, so it would be kept there."));
        }

        var text = new StringBuilder("{\n  \"name\": ");
        Quote(name).Append(",\n  \"title\": ");
        Quote(steps is [var only] ? TitleOf(only.Call) : T($"{steps.Count} steps on the message bus")).Append(",\n  \"backend\": \"dbus\",\n  \"pages\": [");
        if (variables.Count > 0)
        {
            Page(T("Values"), [.. variables.Select(variable => (StepRequest.AskPrefix + variable, variable, (string?)null, true))]);
            text.Append(',');
        }

        for (var index = 0; index < steps.Count; index++)
        {
            var (field, step) = (string.Create(CultureInfo.InvariantCulture, $"{StepRequest.StepPrefix}{index + 1}"), steps[index]);
            text.Append(index > 0 ? "," : "");
            (string, string, string?, bool) line = (field, T("Step"), LineOf(step.Call), true);
            Page(TitleOf(step.Call), IsSet(step.Call) ? [line] :
            [
                line,
                (field + StepRequest.ReadsSuffix, T("Property to read before"), step.Reads, false),
                (field + StepRequest.UndoSuffix, T("Call that undoes it"), Line(ShellWords.Split(step.Undo)), false),
            ]);
        }

        return text.Append("\n  ]\n}\n").ToString();

        StringBuilder Quote(string content) => DBusJsonWriter.AppendText(text, content);

        void Page(string title, ImmutableArray<(string Id, string Label, string? Default, bool IsRequired)> fields)
        {
            text.Append("\n    {\n      \"title\": ");
            Quote(title).Append(",\n      \"fields\": [");
            foreach (var (id, label, preset, isRequired) in fields)
            {
                text.Append(id == fields[0].Id ? "" : ",").Append("\n        { \"id\": ");
                Quote(id).Append(", \"type\": \"text\", \"label\": ");
                Quote(label).Append(", \"required\": ").Append(isRequired ? "true" : "false");
                if (preset is null)
                {
                    text.Append(", \"pattern\": ");
                    Quote(AskPattern).Append(", \"patternHelp\": ");
                    Quote(T("An apostrophe cannot stand in it."));
                }
                else if (preset.Length > 0)
                {
                    text.Append(", \"default\": ");
                    Quote(preset);
                }

                text.Append(" }");
            }

            text.Append("\n      ]\n    }");
        }
    }

    /// <summary>Whether a call sets a property.</summary>
    public static bool IsSet(KeptCall call) => call is { Interface: BusNames.Properties, Member: "Set", Signature: "ssv", Words.Length: >= 3 };

    private static string TitleOf(KeptCall call) => call.Name ?? (IsSet(call) ? T($"Set {call.Words[1]}") : T($"Call {call.Member}"));

    private static string LineOf(KeptCall call)
    {
        string[] words = IsSet(call) ? ["set-property", call.Service, call.Path, call.Words[0], call.Words[1], .. call.Words.Skip(2)]
            : ["call", call.Service, call.Path, call.Interface, call.Member, .. call.Signature.Length > 0 ? (string[])[call.Signature, .. call.Words] : []];
        return Line(words);
    }

    private static string Line(IEnumerable<string> words) => string.Join(' ', words.Select(WordOf));

    /// <summary>A variable is the answer to a field; a sign that is none is kept from looking like one by an end of the quotes.</summary>
    private static string WordOf(string word)
        => ShellWords.Quote(KeptWords.Variables(word).Aggregate(word, (text, name) => text.Replace($"${{{name}}}", $"${{{StepRequest.AskPrefix}{name}}}", StringComparison.Ordinal)))
            .Replace($"${{{KeptWords.Dollar}}}", "$''", StringComparison.Ordinal);
}
